import type { UnitEvidenceView } from '../../../protocol/unit-evidence';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import { staffPlace } from '../../api/staff-upload';
import type { Tap } from '../../api/tap';
import { PictureSending } from '../../api/upload';
import { staffProblem } from '../access';
import {
  chargedFen,
  type Decision,
  type DecisionView,
  decisionProblem,
  decisionView,
  needsSecond,
  type ObjectionView,
  objectionView,
} from './objection-view';

const NOTHING_YET: Decision = { kind: '', amount: '', words: '' };
const SENDING = new PictureSending();

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as ObjectionView | undefined,
    sheet: '' as '' | 'decide' | 'add',
    decision: NOTHING_YET,
    meant: undefined as DecisionView | undefined,
    added: '',
    pictures: [] as string[],
    problem: '',
    sending: '',
  },

  orderId: '',
  unitNo: 0,
  evidence: undefined as UnitEvidenceView | undefined,

  onLoad(query: { id?: string; unitNo?: string }) {
    this.orderId = query.id ?? '';
    this.unitNo = Number(query.unitNo);
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const evidence = await read('staff', 'unitEvidence', { orderId: this.orderId, unitNo: this.unitNo });
      this.evidence = evidence;
      this.setData({ state: 'ready', view: objectionView(evidence, Date.now()) });
    } catch (error) {
      if (this.evidence === undefined) this.setData(await staffProblem(error));
      else showFailure(error);
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openDecision() {
    this.setData({ sheet: 'decide', problem: '' });
    this.decide({});
  },

  openAdding() {
    this.setData({ sheet: 'add', problem: '' });
  },

  closeSheet() {
    if (this.data.sending === '') this.setData({ sheet: '' });
  },

  onKind(event: Tap<{ kind: Decision['kind'] }>) {
    this.decide({ kind: event.currentTarget.dataset.kind });
  },

  onAmount(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.decide({ amount: event.detail.value });
  },

  onWords(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.decide({ words: event.detail.value });
  },

  decide(change: Partial<Decision>) {
    if (this.evidence === undefined) return;
    const decision = { ...this.data.decision, ...change };
    this.setData({ decision, meant: decisionView(decision, this.evidence), problem: '' });
  },

  async sendDecision() {
    const { evidence } = this;
    const { decision, sending } = this.data;
    if (evidence === undefined || sending !== '') return;
    const problem = decisionProblem(decision, evidence);
    if (problem !== undefined) return this.setData({ problem });
    const charged = chargedFen(decision, evidence.taughtFen) ?? 0;
    const intention = `decide ${JSON.stringify(decision)}`;
    await this.sendOnce(intention, async (requestId) => {
      const said = needsSecond(charged, evidence)
        ? await this.askForIt(charged, requestId)
        : await this.answer(charged, requestId);
      this.setData({ decision: NOTHING_YET });
      wx.showToast({ title: said, icon: 'none', duration: 3000 });
    });
  },

  /** One person is enough. */
  async answer(charged: number, requestId: string): Promise<string> {
    const { kind, words } = this.data.decision;
    if (kind === '') return '';
    const request = { orderId: this.orderId, unitNo: this.unitNo, kind, explanation: words.trim() };
    const amount = kind === 'lowered' ? { chargeFen: charged } : {};
    await write('staff', 'decideObjection', { ...request, ...amount }, requestId);
    return '已经答复学员';
  },

  /** A second person approves it, as an act about money. */
  async askForIt(charged: number, requestId: string): Promise<string> {
    const about = {
      orderId: this.orderId,
      unitNo: this.unitNo,
      proof: [],
      reason: this.data.decision.words.trim(),
    };
    const act =
      charged === 0
        ? { ...about, kind: 'waive' as const }
        : { ...about, kind: 'lower' as const, amountFen: charged };
    const { state } = await write('finance', 'askAct', act, requestId);
    return state === 'asked' ? '已提交，等另一人审批' : '已经处理';
  },

  onAdded(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ added: event.detail.value, problem: '' });
  },

  onPictures(event: WechatMiniprogram.CustomEvent<{ pictures: string[] }>) {
    this.setData({ pictures: event.detail.pictures, problem: '' });
  },

  async sendEvidence() {
    const { added, pictures, sending } = this.data;
    if (sending !== '') return;
    if (added.trim() === '') return this.setData({ problem: '写一句补充什么。' });
    await this.sendOnce(`add ${added} ${pictures.join()}`, async (requestId) => {
      const files = await SENDING.send(
        pictures,
        (ending) => staffPlace('objection', `photo${ending}`),
        (no) => this.setData({ sending: `正在传照片 ${no}/${pictures.length}` }),
      );
      const about = { orderId: this.orderId, unitNo: this.unitNo };
      await write('staff', 'addEvidence', { ...about, text: added.trim(), files }, requestId);
      this.setData({ added: '', pictures: [] });
    });
  },

  /** Under one name however often she tries; the sheet closes and the page is read again when it is through. */
  async sendOnce(what: string, work: (requestId: string) => Promise<void>) {
    this.setData({ sending: '正在提交' });
    try {
      await work(INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.setData({ sheet: '' });
    } catch (error) {
      const failure = failureOf(error);
      this.setData({ problem: failure.text });
      if (failure.code === 'WRONG_STATE') this.load();
    }
    this.setData({ sending: '' });
    if (this.data.sheet === '') await this.load();
  },
});
