import { read, write } from '../../../api/call';
import { failureOf } from '../../../api/failure';
import { Intentions } from '../../../api/intention';
import { type ExpectedView, expectedView } from './expected-sheet-view';

const intentions = new Intentions();
const NOBODY: ExpectedView = { summary: '', rows: [] };

/** The institution's list of a course, and who of it has been enrolled. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** The first one stands for all courses: a list is of one course. */
    courses: { type: Array, value: [] as { courseId: string; title: string }[] },
  },
  data: { course: 0, view: NOBODY, loaded: false, fault: '', busy: false },
  observers: {
    visible(visible: boolean) {
      if (visible && this.data.courses.length > 1) this.show(this.data.course);
    },
  },
  methods: {
    onCourse(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.show(Number(event.detail.value) || 1);
    },

    /** @param course its place among the courses; 0: the one whose list is the latest */
    async show(course: number) {
      const courseId = this.data.courses[course]?.courseId ?? '';
      this.setData({ course, loaded: false, fault: '' });
      try {
        const found = await read('transfer', 'expectedStudents', courseId === '' ? {} : { courseId });
        if (this.data.course !== course) return;
        const place = this.data.courses.findIndex((known) => known.courseId === found.courseId);
        this.setData({ course: Math.max(1, place), view: expectedView(found.students), loaded: true });
      } catch (error) {
        this.setData({ view: NOBODY, fault: failureOf(error).text });
      }
    },

    async forget() {
      const { courses, course, busy } = this.data;
      const { courseId = '', title = '' } = courses[course] ?? {};
      if (busy || courseId === '') return;
      const { confirm } = await wx.showModal({
        ...{ title: '清除这份名单', content: `${title}的名单会删掉，已报名的学员不受影响。` },
        ...{ confirmText: '清除', cancelText: '先不清除' },
      });
      if (!confirm) return;
      this.setData({ busy: true });
      try {
        await write('transfer', 'forgetExpected', { courseId }, intentions.idOf(courseId));
        intentions.answered(courseId);
        await this.show(course);
      } catch (error) {
        this.setData({ fault: failureOf(error).text });
      }
      this.setData({ busy: false });
    },

    close() {
      this.triggerEvent('close');
    },
  },
});
