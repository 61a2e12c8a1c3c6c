import { newRequestId, read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { momentText } from '../../format/dates';
import { access, may, staffProblem } from '../access';
import { keepClass, keptClass } from './kept-classes';
import {
  type ClassPage,
  type Draft,
  type Drafts,
  draftOf,
  isEarly,
  MARK_WORDS,
  type RollCallView,
  rollCallView,
  submitted,
} from './roll-call-view';
import { rollOutbox } from './roll-outbox';
import type { Mark, QueuedAct } from './roll-queue';
import { NO_SEAT, seatSheetView } from './seat-sheet-view';

/** A tap that can be taken back. */
interface Step {
  seatId: string;
  before: Draft | undefined;
}

/** From here on four tiles in a row have no room for a name. */
const LARGE_FONT = 20;

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    classId: '',
    view: undefined as (RollCallView & { waiting: number }) | undefined,
    /** The mark that a tap on a name gives. */
    mark: 'absent' as Mark,
    markWord: MARK_WORDS.absent,
    mayCall: false,
    columns: 4,
    /** Shown from the phone's memory, without a network. */
    asOf: '',
    steps: 0,
    busy: false,
    sending: false,
    refused: [] as { name: string; text: string }[],
    sheet: { shown: false, view: NO_SEAT, note: '', pictures: [] as string[] },
  },

  page: undefined as ClassPage | undefined,
  drafts: {} as Drafts,
  history: [] as Step[],
  /** Acts by their seat that left this phone since the class was read: what came of them is not known here yet. */
  sent: new Map<string, QueuedAct>(),
  loading: false,
  unwatch: undefined as (() => void) | undefined,

  onLoad(query: { id?: string }) {
    const classId = query.id ?? '';
    // WeChat copies what a page is defined with, and a copied map is none.
    this.sent = new Map();
    const { fontSizeSetting = 0 } = wx.getAppBaseInfo() as { fontSizeSetting?: number };
    this.setData({ classId, columns: fontSizeSetting >= LARGE_FONT ? 3 : 4 });
    this.drafts = (wx.getStorageSync(draftKey(classId)) || {}) as Drafts;
    this.unwatch = rollOutbox().watch(() => this.onQueue());
  },

  onUnload() {
    this.unwatch?.();
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  /** What waits is sent first, so that what is read is what came of it. */
  async load() {
    this.loading = true;
    await this.read();
    this.loading = false;
  },

  async read() {
    const { classId } = this.data;
    if (this.page === undefined && this.queued().length > 0) this.remember();
    await this.flush();
    const waiting = this.queued().length;
    try {
      const [me, page] = await Promise.all([access(), read('staff', 'readClass', { classId })]);
      this.page = page;
      this.sent = new Map();
      if (may(me, 'rollCall')) keepClass(page, Date.now());
      this.setData({ state: 'ready', mayCall: may(me, 'rollCall'), asOf: '' });
      this.show();
    } catch (error) {
      await this.showKept(error);
    }
    // The network came back in the meantime: what was read may be from before.
    if (this.queued().length < waiting) await this.read();
  },

  /** What the phone knows of the class: the roll is called from it without a network, and shown while marks are sent. */
  remember(): string | undefined {
    const kept = keptClass(this.data.classId, Date.now());
    if (kept === undefined) return undefined;
    this.page ??= kept.page;
    this.setData({ state: 'ready', mayCall: true });
    this.show();
    return momentText(new Date(kept.readAt).toISOString(), Date.now());
  },

  async showKept(error: unknown) {
    const cut = ['OFFLINE', 'TIMEOUT'].includes(failureOf(error).code);
    const asOf = cut ? this.remember() : undefined;
    if (asOf !== undefined) this.setData({ asOf });
    else if (this.page === undefined) this.setData(await staffProblem(error));
    else showFailure(error);
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  queued(): QueuedAct[] {
    return rollOutbox().state.acts.filter(({ classId }) => classId === this.data.classId);
  },

  /** The network came back and the queue is empty: what came of it is read. */
  onQueue() {
    if (!this.loading && this.sent.size > 0 && this.queued().length === 0) this.load();
    else this.show();
  },

  /** What waits, and what has left since: neither is to be submitted again. */
  acts(): QueuedAct[] {
    for (const act of this.queued()) this.sent.set(act.seatId, act);
    const refused = new Set(rollOutbox().state.refused.map(({ actId }) => actId));
    return [...this.sent.values()].filter(({ actId }) => !refused.has(actId));
  },

  show() {
    const { page } = this;
    if (page === undefined) return;
    const waiting = this.queued().length;
    const view = { ...rollCallView(page, this.drafts, this.acts(), Date.now()), waiting };
    const refused = rollOutbox()
      .state.refused.filter(({ classId }) => classId === this.data.classId)
      .map(({ studentName, mark, text }) => ({ name: `${studentName} ${MARK_WORDS[mark]}`, text }));
    if (view.early && this.data.mark !== 'on_leave') this.choose('on_leave');
    this.setData({ view, refused, steps: this.history.length });
    wx.setNavigationBarTitle({ title: view.title });
  },

  onChoose(event: Tap<{ mark: Mark; off: boolean }>) {
    const { mark, off } = event.currentTarget.dataset;
    if (off) wx.showToast({ title: '开课后才能点名，现在只能记请假', icon: 'none' });
    else this.choose(mark);
  },

  choose(mark: Mark) {
    this.setData({ mark, markWord: MARK_WORDS[mark] });
  },

  /** A tap gives the chosen mark; a second one gives it back. */
  onTile(event: Tap<{ seatId: string; state: string }>) {
    const { seatId, state } = event.currentTarget.dataset;
    if (state !== 'draft') return this.openSheet(seatId);
    if (!this.data.mayCall || this.page === undefined) return;
    const before = this.drafts[seatId];
    const { mark, ...rest } = draftOf(seatId, this.drafts);
    const again = before !== undefined && mark === this.data.mark;
    this.history.push({ seatId, before });
    this.draft(seatId, { ...rest, mark: again ? 'attended' : this.data.mark });
  },

  onHold(event: Tap<{ seatId: string }>) {
    this.openSheet(event.currentTarget.dataset.seatId);
  },

  onBack() {
    const step = this.history.pop();
    if (step !== undefined) this.draft(step.seatId, step.before);
  },

  /** Keeps what was tapped, so that a closed Mini Program loses nothing. */
  draft(seatId: string, draft: Draft | undefined) {
    const { [seatId]: _before, ...others } = this.drafts;
    this.drafts = draft === undefined ? others : { ...others, [seatId]: draft };
    wx.setStorageSync(draftKey(this.data.classId), this.drafts);
    this.show();
  },

  openSheet(seatId: string) {
    const seat = this.page?.seats.find((other) => other.seatId === seatId);
    if (seat === undefined) return;
    const act = this.queued().find((other) => other.seatId === seatId);
    const { note, pictures } = draftOf(seatId, this.drafts);
    const view = seatSheetView(seat, act, Date.now());
    this.setData({ sheet: { shown: true, view, note, pictures } });
  },

  closeSheet() {
    this.setData({ 'sheet.shown': false });
  },

  onEvidence(event: WechatMiniprogram.CustomEvent<{ note: string; pictures: string[] }>) {
    const { view } = this.data.sheet;
    this.closeSheet();
    if (this.page === undefined) return;
    const early = isEarly(this.page, Date.now());
    const before = this.drafts[view.seatId] ?? { ...draftOf(view.seatId, this.drafts) };
    this.history.push({ seatId: view.seatId, before: this.drafts[view.seatId] });
    this.draft(view.seatId, { ...before, ...event.detail, ...(early ? { mark: 'on_leave' } : {}) });
  },

  async onUndo() {
    const { view } = this.data.sheet;
    if (this.data.busy) return;
    if (view.actId !== '') return this.takeBack(view.actId);
    this.setData({ busy: true });
    const what = `undo ${view.seatId}`;
    try {
      await write('staff', 'undoMark', { seatId: view.seatId }, INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.closeSheet();
      wx.showToast({ title: `${view.name}的点名已撤回`, icon: 'none' });
      await this.load();
    } catch (error) {
      showFailure(error);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** What has not been sent is taken back on the phone. */
  takeBack(actId: string) {
    this.closeSheet();
    for (const [seatId, act] of this.sent) if (act.actId === actId) this.sent.delete(seatId);
    if (!rollOutbox().remove(actId)) wx.showToast({ title: '正在发送，发完后可以撤回', icon: 'none' });
  },

  async onSubmit() {
    const { page } = this;
    if (page === undefined || this.data.busy || !this.data.view?.open) return;
    const now = Date.now();
    const going = submitted(page, this.drafts, this.acts(), now);
    const { classId } = this.data;
    const acts = going.map(({ seat: { seatId, studentName }, draft: { mark, note, pictures } }) => ({
      ...{ actId: newRequestId(), classId, seatId, studentName, mark, note, pictures },
      markedAt: new Date(now).toISOString(),
    }));
    rollOutbox().add(acts);
    this.drafts = {};
    this.history = [];
    wx.removeStorageSync(draftKey(classId));
    await this.sendNow();
  },

  async sendNow() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    await this.load();
    this.setData({ busy: false });
    const waiting = this.queued().length;
    const title = waiting > 0 ? `${waiting} 人待发送，网络恢复后自动发` : '点好名了';
    wx.showToast({ title, icon: 'none' });
  },

  async flush() {
    this.setData({ sending: this.queued().length > 0 });
    await rollOutbox().flush();
    this.setData({ sending: false });
  },

  onDismiss() {
    rollOutbox().dismiss(this.data.classId);
  },
});

function draftKey(classId: string): string {
  return `staff.roll-draft.${classId}`;
}
