import { newRequestId, read, write } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { type OpenRow, openRows, takeQuestion } from './seats-view';

const DONE_WORDS: Record<OpenRow['act'], string> = {
  take: '排好了，到时见',
  wait: '有空位会通知你',
  stop: '不再排队',
};

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    rows: [] as OpenRow[],
    busy: '',
  },

  orderId: '',

  onLoad(query: { id?: string }) {
    this.orderId = query.id ?? '';
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const { classes } = await read('classroom', 'openClasses', { orderId: this.orderId });
      const rows = openRows(classes);
      this.setData(
        rows.length === 0
          ? { state: 'empty', title: '暂时没有别的时间', body: '机构排了新的课会通知你。', action: '', rows }
          : { state: 'ready', rows },
      );
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(pageProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  async onAct(event: Tap<{ id: string }>) {
    const row = this.data.rows.find(({ classId }) => classId === event.currentTarget.dataset.id);
    if (row === undefined || this.data.busy !== '') return;
    if (row.act === 'take') {
      const { confirm } = await wx.showModal({
        ...takeQuestion(row),
        confirmText: '去上',
        cancelText: '先不',
      });
      if (!confirm) return;
    }
    this.setData({ busy: row.classId });
    try {
      await this.carryOut(row);
      wx.showToast({ title: DONE_WORDS[row.act], icon: 'none' });
      await this.load();
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: '' });
  },

  carryOut({ act, classId }: OpenRow): Promise<unknown> {
    const request = { orderId: this.orderId, classId };
    const id = newRequestId();
    if (act === 'take') return write('classroom', 'takeSeat', request, id);
    return act === 'wait'
      ? write('classroom', 'waitForSeat', request, id)
      : write('classroom', 'stopWaiting', request, id);
  },
});
