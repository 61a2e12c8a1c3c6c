import { read, write } from '../../api/call';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, type Me, may, staffProblem } from '../access';
import type { Material } from '../material-editor/material-editor-view';
import {
  type ClassActs,
  type ClassHead,
  type ClassPage,
  classActs,
  classHead,
  type ReachView,
  reachView,
  type SeatRow,
  seatRows,
  waitingRows,
} from './class-view';

const INTENTIONS = new Intentions();

/** More seats than these are folded at first. */
const SHOWN_SEATS = 12;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    classId: '',
    head: undefined as ClassHead | undefined,
    acts: undefined as ClassActs | undefined,
    cls: {} as ClassPage['class'],
    material: [] as Material,
    rows: [] as SeatRow[],
    folded: 0,
    waiting: [] as ReturnType<typeof waitingRows>,
    reach: undefined as ReachView | undefined,
    sheet: '' as '' | 'move' | 'cancel' | 'book' | 'wait',
    /** Who has a seat or waits: they are not offered again. */
    taken: [] as string[],
    busy: false,
  },

  page: undefined as ClassPage | undefined,
  unfolded: false,

  onLoad(query: { id?: string }) {
    this.setData({ classId: query.id ?? '' });
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { classId } = this.data;
    try {
      const [me, page] = await Promise.all([access(), read('staff', 'readClass', { classId })]);
      this.page = page;
      this.show(page, me);
      await this.loadMore(me);
    } catch (error) {
      if (this.page === undefined) this.setData(await staffProblem(error));
      else showFailure(error);
    }
  },

  show(page: ClassPage, me: Me) {
    const now = Date.now();
    const rows = seatRows(page.seats);
    const folded = this.unfolded ? 0 : Math.max(0, rows.length - SHOWN_SEATS);
    this.setData({
      state: 'ready',
      ...{ cls: page.class, material: page.material, folded },
      ...{ head: classHead(page.class, now), acts: classActs(page.class, me, now) },
      rows: folded > 0 ? rows.slice(0, SHOWN_SEATS) : rows,
      taken: page.seats.map(({ orderId }) => orderId),
    });
    wx.setNavigationBarTitle({ title: page.class.title });
  },

  /** Waiting list and reach stand below: the class is shown without them, and if one of them fails. */
  async loadMore(me: Me) {
    const { classId } = this.data;
    const now = Date.now();
    const [list, reach] = await Promise.all([
      may(me, 'waitingList') ? read('staff', 'waitingList', { classId }).catch(showFailure) : undefined,
      may(me, 'classReach') ? read('staff', 'classReach', { classId }).catch(showFailure) : undefined,
    ]);
    if (list) {
      this.setData({ waiting: waitingRows(list.waiting, now) });
      const taken = this.page?.seats.map(({ orderId }) => orderId) ?? [];
      this.setData({ taken: [...taken, ...list.waiting.map(({ orderId }) => orderId)] });
    }
    if (reach) this.setData({ reach: reachView(reach, now) });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  unfold() {
    this.unfolded = true;
    if (this.page !== undefined) this.setData({ rows: seatRows(this.page.seats), folded: 0 });
  },

  openRoll() {
    wx.navigateTo({ url: `/staff/roll-call/roll-call?id=${this.data.classId}` });
  },

  openSheet(event: Tap<{ sheet: '' | 'move' | 'cancel' | 'book' | 'wait' }>) {
    this.setData({ sheet: event.currentTarget.dataset.sheet });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  /** An act is done: its words, and everything anew. */
  async onDone(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    this.closeSheet();
    wx.showToast({ title: event.detail.words, icon: 'none' });
    await this.load();
  },

  async onMaterial(event: WechatMiniprogram.CustomEvent<{ material: Material }>) {
    const before = this.data.material;
    const { material } = event.detail;
    const { classId } = this.data;
    this.setData({ material });
    const what = `material ${JSON.stringify(material)}`;
    try {
      await write('staff', 'saveMaterial', { classId, material }, INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
    } catch (error) {
      this.setData({ material: before });
      showFailure(error);
    }
  },

  async onStopWaiting(event: Tap<{ orderId: string; name: string }>) {
    const { orderId, name } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      title: `不再为${name}候补`,
      content: '之后有座位也不会给这位学员。',
      confirmText: '移出候补',
      cancelText: '先不',
    });
    if (!confirm || this.data.busy) return;
    this.setData({ busy: true });
    const what = `stop ${orderId}`;
    try {
      await write('staff', 'stopWaiting', { classId: this.data.classId, orderId }, INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      await this.load();
    } catch (error) {
      showFailure(error);
    } finally {
      this.setData({ busy: false });
    }
  },
});
