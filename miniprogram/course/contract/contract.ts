import { read } from '../../api/call';
import { failureOf } from '../../api/failure';
import { type ContractView, contractView } from './contract-view';

Page({
  data: { state: 'loading', title: '', body: '', courseId: '', view: undefined as ContractView | undefined },

  onLoad(query: Record<string, string | undefined>) {
    this.data.courseId = query['id'] ?? '';
    this.load();
  },

  async load() {
    try {
      const course = await read('catalog', 'read', { courseId: this.data.courseId });
      this.setData({ state: 'ready', view: contractView(course) });
    } catch (error) {
      const { code, text } = failureOf(error);
      this.setData({ state: 'error', title: code === 'OFFLINE' ? '网络断开了' : '没有打开', body: text });
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },
});
