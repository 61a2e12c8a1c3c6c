import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import type { EditorPorts, KeptForm } from './editor-ports';

const intentions = new Intentions();

function keyOf(courseId: string): string {
  return `course-draft-${courseId || 'new'}`;
}

/** This phone and its server. */
export const PHONE: EditorPorts = {
  choices: () => read('staff', 'courseChoices', {}),
  course: (courseId) => read('staff', 'readCourse', { courseId }),
  check: (courseId, draft) =>
    read('staff', 'checkCourse', { ...(courseId === '' ? {} : { courseId }), ...draft }),
  async save(courseId, revision, draft) {
    const request = revision === undefined ? draft : { courseId, revision, ...draft };
    const what = JSON.stringify(request);
    try {
      const saved = await write('staff', 'saveCourse', request, intentions.idOf(what));
      intentions.answered(what);
      return saved;
    } catch (error) {
      // A definite answer ends the intention; after none the same request is sent again under the same name.
      if (!failureOf(error).retryable) intentions.answered(what);
      throw error;
    }
  },
  keep(courseId, kept) {
    wx.setStorage({ key: keyOf(courseId), data: kept, fail: () => undefined });
  },
  kept(courseId) {
    const kept = wx.getStorageSync(keyOf(courseId)) as Partial<KeptForm> | '' | undefined;
    const whole = kept && Array.isArray(kept.form?.rungs) && typeof kept.form.count === 'string';
    return whole ? (kept as KeptForm) : undefined;
  },
  drop(courseId) {
    wx.removeStorage({ key: keyOf(courseId), fail: () => undefined });
  },
};
