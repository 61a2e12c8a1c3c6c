import { pageProblem } from '../../api/page-problem';
import { readCoursePage } from '../course-page';
import { type ContractView, contractView } from './contract-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    courseId: '',
    preview: false,
    view: undefined as ContractView | undefined,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.data.courseId = query['id'] ?? '';
    this.data.preview = query['preview'] === '1';
    this.load();
  },

  async load() {
    try {
      const course = await readCoursePage(this.data.courseId, this.data.preview);
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
