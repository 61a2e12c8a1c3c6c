import type { ResponseOf } from '../../../protocol';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { openFile } from '../../api/open-file';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { tidyTaxNumber } from '../../format/tax-number';
import {
  askProblem,
  askRequest,
  canAsk,
  choiceSummary,
  firstTitle,
  type InvoiceCard,
  invoiceCards,
  type TitleDraft,
  taxNote,
  type UnitChoice,
  unitChoices,
} from './invoice-view';

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    cards: [] as InvoiceCard[],
    asking: false,
    draft: { kind: 'person', title: '', taxNumber: '', email: '' } as TitleDraft,
    choices: [] as UnitChoice[],
    summary: { fen: 0, text: '' },
    unfolded: false,
    tax: { text: '', wrong: false },
    problem: '',
    busy: false,
  },

  orderId: '',
  invoiceable: { units: [], amountFen: 0 } as ResponseOf<'signing', 'invoiceable'>,
  off: [] as number[],

  onLoad(query: { id?: string }) {
    this.orderId = query.id ?? '';
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const about = { orderId: this.orderId };
    try {
      const [{ invoices }, invoiceable] = await Promise.all([
        read('signing', 'invoices', about),
        read('signing', 'invoiceable', about),
      ]);
      this.invoiceable = invoiceable;
      const asking = canAsk(invoices, invoiceable);
      const cards = invoiceCards(invoices, Date.now());
      const nothing = cards.length === 0 && !asking;
      // What she is typing stays while the page is read again.
      const draft = this.data.draft.title === '' ? firstTitle(invoices) : this.data.draft;
      this.setData({
        state: nothing ? 'empty' : 'ready',
        title: '还没有可以开票的扣费',
        body: '扣费之后，在这里申请发票。',
        action: '',
        ...{ cards, asking, draft, tax: taxNote(draft) },
      });
      this.choose(this.off);
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(pageProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  choose(off: number[]) {
    this.off = off;
    const choices = unitChoices(this.invoiceable, off);
    this.setData({ choices, summary: choiceSummary(choices), problem: '' });
  },

  unfold() {
    this.setData({ unfolded: !this.data.unfolded });
  },

  onUnit(event: Tap<{ no: number }>) {
    const { no } = event.currentTarget.dataset;
    this.choose(this.off.includes(no) ? this.off.filter((known) => known !== no) : [...this.off, no]);
  },

  onKind(event: Tap<{ kind: TitleDraft['kind'] }>) {
    this.change({ kind: event.currentTarget.dataset.kind });
  },

  onTitle(event: WechatMiniprogram.Input) {
    this.change({ title: event.detail.value });
  },

  onTaxNumber(event: WechatMiniprogram.Input) {
    this.change({ taxNumber: tidyTaxNumber(event.detail.value) });
  },

  onEmail(event: WechatMiniprogram.Input) {
    this.change({ email: event.detail.value.trim() });
  },

  change(change: Partial<TitleDraft>) {
    const draft = { ...this.data.draft, ...change };
    this.setData({ draft, tax: taxNote(draft), problem: '' });
  },

  async ask() {
    const { draft, choices, busy } = this.data;
    if (busy) return;
    const problem = askProblem(draft, choices);
    if (problem !== undefined) return this.setData({ problem });
    const request = askRequest(this.orderId, draft, choices);
    await this.send(JSON.stringify(request), '已申请，等机构开票', (requestId) =>
      write('signing', 'askInvoice', request, requestId),
    );
  },

  async withdraw(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      title: '撤回这次申请',
      content: '撤回后可以改了抬头再申请。',
      confirmText: '撤回',
      cancelText: '先不',
    });
    if (!confirm || this.data.busy) return;
    await this.send(`withdraw ${id}`, '已撤回', (requestId) =>
      write('signing', 'withdrawInvoice', { invoiceId: id }, requestId),
    );
  },

  async send(what: string, said: string, work: (requestId: string) => Promise<unknown>) {
    this.setData({ busy: true });
    try {
      await work(INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      wx.showToast({ title: said, icon: 'none' });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      const failure = failureOf(error);
      this.setData({ problem: failure.text });
      showFailure(failure);
    }
    this.setData({ busy: false });
    await this.load();
  },

  async openIssued(event: Tap<{ file: string; number: string }>) {
    const { file, number } = event.currentTarget.dataset;
    await openFile(file, `发票 ${number}`).catch(showFailure);
  },

  copy(event: Tap<{ value: string }>) {
    wx.setClipboardData({ data: event.currentTarget.dataset.value });
  },
});
