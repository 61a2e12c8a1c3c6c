import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { openFile } from '../../api/open-file';
import { showFailure } from '../../api/page-problem';
import { type ChosenFile, chooseFile, sendStaffFile } from '../../api/staff-upload';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import {
  INVOICE_CHIPS,
  INVOICE_ENDINGS,
  type InvoiceCard,
  type InvoiceState,
  type IssueDraft,
  invoiceCards,
  issueDraft,
  issueProblem,
  issueRequest,
} from './invoices-view';

const INTENTIONS = new Intentions();
/** Files that are in the cloud already, by their path: not sent again when she tries again. */
const SENT = new Map<string, string>();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    chips: INVOICE_CHIPS,
    filter: 'asked' as InvoiceState,
    cards: [] as InvoiceCard[],
    more: false,
    sheet: '' as '' | 'issue' | 'decline',
    card: undefined as InvoiceCard | undefined,
    draft: { number: '', amount: '', fileName: '' } as IssueDraft,
    words: '',
    problem: '',
    sending: '',
  },

  cursor: undefined as string | undefined,
  file: undefined as ChosenFile | undefined,

  onLoad(query: { state?: string }) {
    if (query.state === 'issued') this.setData({ filter: 'issued' });
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.cursor !== undefined) this.loadMore();
  },

  async load() {
    this.cursor = undefined;
    const { filter } = this.data;
    try {
      const cards = await this.nextCards();
      if (filter === this.data.filter) this.show(cards);
    } catch (error) {
      if (this.data.cards.length > 0) showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  async loadMore() {
    try {
      this.show([...this.data.cards, ...(await this.nextCards())]);
    } catch (error) {
      showFailure(error);
    }
  },

  async nextCards(): Promise<InvoiceCard[]> {
    const page = { state: this.data.filter, ...(this.cursor === undefined ? {} : { cursor: this.cursor }) };
    const { invoices, nextCursor } = await read('finance', 'listInvoices', page);
    this.cursor = nextCursor;
    return invoiceCards(invoices, Date.now());
  },

  show(cards: InvoiceCard[]) {
    this.setData({
      state: cards.length === 0 ? 'empty' : 'ready',
      title: this.data.filter === 'asked' ? '没有要开的发票' : '这里还没有',
      ...{ body: '', action: '', cards, more: this.cursor !== undefined },
    });
  },

  onChip(event: Tap<{ key: InvoiceState }>) {
    this.setData({ filter: event.currentTarget.dataset.key, cards: [], state: 'loading' });
    this.load();
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  copy(event: Tap<{ value: string }>) {
    wx.setClipboardData({ data: event.currentTarget.dataset.value });
  },

  async openIssued(event: Tap<{ file: string; number: string }>) {
    const { file, number } = event.currentTarget.dataset;
    await openFile(file, `发票 ${number}`).catch(showFailure);
  },

  openSheet(event: Tap<{ id: string; sheet: 'issue' | 'decline' }>) {
    const { id, sheet } = event.currentTarget.dataset;
    const card = this.data.cards.find(({ invoiceId }) => invoiceId === id);
    if (card === undefined) return;
    this.file = undefined;
    this.setData({ sheet, card, draft: issueDraft(card), words: '', problem: '' });
  },

  closeSheet() {
    if (this.data.sending === '') this.setData({ sheet: '' });
  },

  onNumber(event: WechatMiniprogram.Input) {
    this.change({ number: event.detail.value.trim() });
  },

  onAmount(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change({ amount: event.detail.value });
  },

  onWords(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ words: event.detail.value, problem: '' });
  },

  change(change: Partial<IssueDraft>) {
    this.setData({ draft: { ...this.data.draft, ...change }, problem: '' });
  },

  async choose() {
    try {
      const file = await chooseFile(INVOICE_ENDINGS);
      if (file === undefined) return;
      this.file = file;
      this.change({ fileName: file.name });
    } catch (error) {
      this.setData({ problem: failureOf(error).text });
    }
  },

  async issue() {
    const { card, draft } = this.data;
    const { file } = this;
    if (card === undefined) return;
    const problem = issueProblem(draft, card);
    if (problem !== undefined || file === undefined) return this.setData({ problem: problem ?? '' });
    await this.send(`issue ${card.invoiceId} ${JSON.stringify(draft)} ${file.path}`, async (requestId) => {
      this.setData({ sending: '正在传文件' });
      const fileId = SENT.get(file.path) ?? (await sendStaffFile('invoice', file));
      SENT.set(file.path, fileId);
      this.setData({ sending: '正在提交' });
      await write('finance', 'issueInvoice', issueRequest(draft, card, fileId), requestId);
      return '已开好，学员可以下载';
    });
  },

  async decline() {
    const { card, words } = this.data;
    if (card === undefined) return;
    if (words.trim() === '') return this.setData({ problem: '写一句为什么不能开，学员会看到。' });
    const request = { invoiceId: card.invoiceId, explanation: words.trim() };
    await this.send(`decline ${JSON.stringify(request)}`, async (requestId) => {
      await write('finance', 'declineInvoice', request, requestId);
      return '已经答复学员';
    });
  },

  async send(what: string, work: (requestId: string) => Promise<string>) {
    if (this.data.sending !== '') return;
    this.setData({ sending: '正在提交' });
    try {
      const said = await work(INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.setData({ sheet: '' });
      wx.showToast({ title: said, icon: 'none', duration: 3000 });
    } catch (error) {
      this.setData({ problem: failureOf(error).text });
    }
    this.setData({ sending: '' });
    if (this.data.sheet === '') await this.load();
  },
});
