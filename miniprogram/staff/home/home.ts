import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { NOT_STAFF, refreshAccess, staffProblem } from '../access';
import { groupsOf, headOf } from './home-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    head: { name: '', roles: '' },
    groups: [] as ReturnType<typeof groupsOf>,
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
      const me = await refreshAccess();
      if (me.roles.length === 0) this.setData(NOT_STAFF);
      else this.setData({ state: 'ready', head: headOf(me), groups: groupsOf(me) });
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  open(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },
});
