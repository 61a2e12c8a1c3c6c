import { write } from '../../../api/call';
import { Intentions } from '../../../api/intention';
import { showFailure } from '../../../api/page-problem';
import type { Tap } from '../../../api/tap';
import type { StudentDraft } from '../../../components/student-form/student-form-view';
import type { Student } from '../order-flow';

const intentions = new Intentions();

/** For whom: one of the payer's students, or a new one. Sends `choose` with the student, `close` otherwise. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    students: { type: Array, value: [] as Student[] },
    chosen: { type: String, value: '' },
  },
  data: { adding: false, busy: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ adding: this.data.students.length === 0 });
    },
  },
  methods: {
    onStudent(event: Tap<{ index: number }>) {
      this.triggerEvent('choose', this.data.students[event.currentTarget.dataset.index]);
    },
    onAdd() {
      this.setData({ adding: true });
    },
    onClose() {
      this.triggerEvent('close');
    },
    async onSubmit(event: WechatMiniprogram.CustomEvent<StudentDraft>) {
      const what = JSON.stringify(event.detail);
      this.setData({ busy: true });
      try {
        const { studentId } = await write('signing', 'addStudent', event.detail, intentions.idOf(what));
        intentions.answered(what);
        this.triggerEvent('choose', { studentId, ...event.detail });
      } catch (error) {
        showFailure(error);
      }
      this.setData({ busy: false });
    },
  },
});
