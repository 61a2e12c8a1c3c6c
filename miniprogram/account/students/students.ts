import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import type { StudentDraft } from '../../components/student-form/student-form-view';
import { type StudentRow, studentRows } from './students-view';

const intentions = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    rows: [] as StudentRow[],
    adding: false,
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
      const { students } = await read('signing', 'listStudents', {});
      this.setData({
        state: students.length === 0 ? 'empty' : 'ready',
        title: '还没有学员',
        body: '给自己报名，或给孩子报名、由你付费。',
        action: '',
        rows: studentRows(students),
      });
    } catch (error) {
      this.setData(pageProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openForm() {
    this.setData({ adding: true });
  },

  closeForm() {
    this.setData({ adding: false });
  },

  async onSubmit(event: WechatMiniprogram.CustomEvent<StudentDraft>) {
    const what = JSON.stringify(event.detail);
    this.setData({ busy: true });
    try {
      await write('signing', 'addStudent', event.detail, intentions.idOf(what));
      intentions.answered(what);
      this.setData({ adding: false });
      await this.load();
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: false });
  },

  /** Only somebody who was never enrolled can be removed; the server says so otherwise. */
  async onRemove(event: Tap<{ id: string; name: string }>) {
    const { id, name } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      title: `移除${name}`,
      content: '报过名的学员会保留，因为合同和扣费凭证要用到。',
      confirmText: '移除',
      cancelText: '先不',
    });
    if (!confirm) return;
    try {
      await write('signing', 'removeStudent', { studentId: id }, intentions.idOf(id));
      await this.load();
    } catch (error) {
      if (failureOf(error).code === 'WRONG_STATE')
        wx.showToast({ title: '报过名的学员要保留', icon: 'none' });
      else showFailure(error);
    }
    intentions.answered(id);
  },
});
