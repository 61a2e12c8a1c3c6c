import type { PushView } from '../../../protocol/classroom';
import { newRequestId, read, write } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { type ComingRow, comingRows, type MessageRow, messageRows, type Upcoming } from './inbox-view';

const PAGE_SIZE = 20;
const CLASSES = 50;
/** So many classes to come are shown until she asks for all. */
const FEW = 3;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    coming: [] as ComingRow[],
    hidden: 0,
    messages: [] as MessageRow[],
    unread: 0,
    more: false,
  },

  pushes: [] as PushView[],
  classes: [] as Upcoming[],
  cursor: undefined as string | undefined,
  loaded: false,
  all: false,

  onShow() {
    this.load();
  },

  /** What was on the screen has been read when she leaves. */
  onHide() {
    this.markRead();
  },

  onUnload() {
    this.markRead();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.cursor !== undefined) this.loadMore();
  },

  async load() {
    try {
      const [page, { classes }] = await Promise.all([
        read('classroom', 'inbox', { limit: PAGE_SIZE }),
        read('classroom', 'upcoming', { limit: CLASSES }),
      ]);
      Object.assign(this, { pushes: page.pushes, classes, cursor: page.nextCursor, loaded: true });
      this.show(page.unread);
    } catch (error) {
      if (this.loaded) showFailure(error);
      else this.setData(pageProblem(error));
    }
  },

  async loadMore() {
    const { cursor } = this;
    if (cursor === undefined) return;
    this.cursor = undefined;
    try {
      const page = await read('classroom', 'inbox', { limit: PAGE_SIZE, cursor });
      this.pushes = [...this.pushes, ...page.pushes];
      this.cursor = page.nextCursor;
      this.show(this.data.unread);
    } catch {
      // What is there stays; reaching the bottom again tries again.
      this.cursor = cursor;
    }
  },

  show(unread: number) {
    const now = Date.now();
    const coming = comingRows(this.classes, this.pushes, now);
    const shown = this.all ? coming : coming.slice(0, FEW);
    const none = this.pushes.length === 0 && coming.length === 0;
    this.setData({
      ...(none
        ? { state: 'empty', title: '还没有上课通知', body: '时间、地点和资料会在这里。', action: '' }
        : { state: 'ready' }),
      ...{ coming: shown, hidden: coming.length - shown.length, unread },
      messages: messageRows(this.pushes, now),
      more: this.cursor !== undefined,
    });
  },

  showAll() {
    this.all = true;
    this.show(this.data.unread);
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openClass(event: Tap<{ id: string }>) {
    wx.navigateTo({ url: `/classroom/class/class?id=${event.currentTarget.dataset.id}` });
  },

  openMessage(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },

  async readAll() {
    await this.markRead();
    this.load();
  },

  async markRead() {
    const pushIds = this.pushes.filter((push) => push.readAt === undefined).map((push) => push.pushId);
    const readAt = new Date(Date.now()).toISOString();
    this.pushes = this.pushes.map((push) => ({ ...push, readAt: push.readAt ?? readAt }));
    for (let start = 0; start < pushIds.length; start += PAGE_SIZE) {
      const some = pushIds.slice(start, start + PAGE_SIZE);
      // Unread again next time if this is lost: nothing worse.
      await write('classroom', 'markRead', { pushIds: some }, newRequestId()).catch(() => undefined);
    }
  },
});
