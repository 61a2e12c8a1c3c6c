import { read } from '../../api/call';
import { failureOf } from '../../api/failure';
import { showFailure } from '../../api/page-problem';
import { staffProblem } from '../access';
import { dataRequestRows } from './data-requests-view';

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    rows: [] as ReturnType<typeof dataRequestRows>,
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
      const { requests } = await read('staff', 'dataRequests', {});
      const none = requests.length === 0;
      this.setData({
        ...(none
          ? {
              state: 'empty',
              title: '还没有人提出',
              body: '学员可以导出或删除自己的信息，会自动办理。',
              action: '',
            }
          : { state: 'ready' }),
        rows: dataRequestRows(requests, Date.now()),
      });
    } catch (error) {
      if (this.data.state === 'ready' && failureOf(error).code !== 'FORBIDDEN') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },
});
