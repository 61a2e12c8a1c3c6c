import type { AuditEntryView } from '../../../protocol/staff-people';
import { read } from '../../api/call';
import { failureOf } from '../../api/failure';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { auditRows, type KeyNames } from './audit-view';

const PAGE_SIZE = 30;

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    rows: [] as ReturnType<typeof auditRows>,
    more: false,
  },

  entries: [] as AuditEntryView[],
  cursor: undefined as string | undefined,
  names: new Map() as KeyNames,
  opened: new Set<string>(),

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
      const [page, house, { regions }] = await Promise.all([
        read('staff', 'audit', { limit: PAGE_SIZE }),
        read('staff', 'readInstitution', {}).catch(() => ({ campuses: [] })),
        read('staff', 'regions', {}),
      ]);
      this.names = new Map([
        ...house.campuses.map(({ id, name }) => [id, name] as const),
        ...regions.map(({ key, name }) => [key, name] as const),
      ]);
      Object.assign(this, { entries: page.entries, cursor: page.nextCursor, opened: new Set() });
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
      const page = await read('staff', 'audit', { limit: PAGE_SIZE, cursor });
      this.entries = [...this.entries, ...page.entries];
      this.cursor = page.nextCursor;
      this.show();
    } catch {
      // What is there stays; reaching the bottom again tries again.
      this.cursor = cursor;
    }
  },

  show() {
    this.setData({
      ...{ state: 'ready', more: this.cursor !== undefined },
      rows: auditRows(this.entries, this.names, this.opened, Date.now()),
    });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openRow(event: Tap<{ key: string }>) {
    this.opened.add(event.currentTarget.dataset.key);
    this.show();
  },
});
