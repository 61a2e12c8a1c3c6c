import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { isEmpty, type LearningView, learningView } from './learning-view';

const ORDERS = 50;
const CLASSES = 10;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as LearningView | undefined,
    unread: 0,
    endedShown: false,
  },

  /** Whatever was done on other pages shows at once. */
  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [{ orders }, { classes }, { unread }] = await Promise.all([
        read('signing', 'list', { limit: ORDERS }),
        read('classroom', 'upcoming', { limit: CLASSES }),
        read('classroom', 'inbox', { limit: 1 }),
      ]);
      const view = learningView(orders, classes, Date.now());
      this.setData({
        ...(isEmpty(view)
          ? { state: 'empty', title: '还没有课程', body: '报名后，上课时间和扣费都在这里。' }
          : { state: 'ready' }),
        ...{ view, unread },
        action: '去看看课程',
      });
    } catch (error) {
      // What is there stays; only an empty page says that nothing came.
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(pageProblem(error));
    }
  },

  onStateAction() {
    if (this.data.state === 'empty') return wx.switchTab({ url: '/pages/discover/discover' });
    this.setData({ state: 'loading' });
    return this.load();
  },

  openInbox() {
    wx.navigateTo({ url: '/classroom/inbox/inbox' });
  },

  openClass(event: Tap<{ id: string }>) {
    wx.navigateTo({ url: `/classroom/class/class?id=${event.currentTarget.dataset.id}` });
  },

  openCourse(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },

  toggleEnded() {
    this.setData({ endedShown: !this.data.endedShown });
  },
});
