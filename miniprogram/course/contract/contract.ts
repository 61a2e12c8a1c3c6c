import { read } from '../../api/call';
import { pageProblem } from '../../api/page-problem';
import { type ContractView, contractView } from './contract-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    courseId: '',
    view: undefined as ContractView | undefined,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.data.courseId = query['id'] ?? '';
    this.load();
  },

  async load() {
    try {
      const course = await read('catalog', 'read', { courseId: this.data.courseId });
      this.setData({ state: 'ready', view: contractView(course) });
    } catch (error) {
      this.setData(pageProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },
});
