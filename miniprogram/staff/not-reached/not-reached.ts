import { read } from '../../api/call';
import { failureOf } from '../../api/failure';
import { showFailure } from '../../api/page-problem';
import { staffProblem } from '../access';
import { type Found, readSome } from '../read-some';
import { type Unreached, unreachedRows } from './not-reached-view';

const PAGE_SIZE = 30;

function readUnreached(cursor?: string): Promise<Found<Unreached>> {
  return readSome(async (from) => {
    const { pushes, ...rest } = await read('staff', 'notReached', { limit: PAGE_SIZE, ...from });
    return { items: pushes, ...rest };
  }, cursor);
}

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    rows: [] as ReturnType<typeof unreachedRows>,
    more: false,
  },

  pushes: [] as Unreached[],
  cursor: undefined as string | undefined,

  onLoad() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    this.loadMore();
  },

  async load() {
    try {
      const page = await readUnreached();
      Object.assign(this, { pushes: page.items, cursor: page.nextCursor });
      this.show();
    } catch (error) {
      if (this.data.state === 'ready' && failureOf(error).code !== 'FORBIDDEN') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  async loadMore() {
    const { cursor } = this;
    if (cursor === undefined) return;
    this.cursor = undefined;
    try {
      const page = await readUnreached(cursor);
      this.pushes = [...this.pushes, ...page.items];
      this.cursor = page.nextCursor;
      this.show();
    } catch {
      // What is there stays; reaching the bottom again tries again.
      this.cursor = cursor;
    }
  },

  show() {
    const none = this.pushes.length === 0 && this.cursor === undefined;
    this.setData({
      ...(none
        ? { state: 'empty', title: '通知都送到了', body: '没有送到的会列在这里。', action: '' }
        : { state: 'ready' }),
      ...{ rows: unreachedRows(this.pushes, Date.now()), more: this.cursor !== undefined },
    });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },
});
