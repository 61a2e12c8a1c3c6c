import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { access, may, staffProblem } from '../access';
import { type LimitsDraft, limitsDraft, limitsOf } from './limits-view';

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    draft: { fourEyes: '', objectionDays: '', silenceDays: '' } as LimitsDraft,
    mayChange: false,
    changed: false,
    problem: '',
    busy: false,
  },

  onLoad() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [me, limits] = await Promise.all([access(), read('finance', 'readLimits', {})]);
      const mayChange = may(me, 'saveLimits');
      this.setData({ state: 'ready', draft: limitsDraft(limits), mayChange, changed: false, problem: '' });
    } catch (error) {
      this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  onAmount(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change({ fourEyes: event.detail.value });
  },

  onObjectionDays(event: WechatMiniprogram.Input) {
    this.change({ objectionDays: event.detail.value });
  },

  onSilenceDays(event: WechatMiniprogram.Input) {
    this.change({ silenceDays: event.detail.value });
  },

  change(change: Partial<LimitsDraft>) {
    this.setData({ draft: { ...this.data.draft, ...change }, changed: true, problem: '' });
  },

  async save() {
    const limits = limitsOf(this.data.draft);
    if (typeof limits === 'string') return this.setData({ problem: limits });
    if (this.data.busy) return;
    const what = JSON.stringify(limits);
    this.setData({ busy: true });
    try {
      const saved = await write('finance', 'saveLimits', limits, INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.setData({ draft: limitsDraft(saved), changed: false });
      wx.showToast({ title: '已保存', icon: 'none' });
    } catch (error) {
      this.setData({ problem: failureOf(error).text });
    }
    this.setData({ busy: false });
  },
});
