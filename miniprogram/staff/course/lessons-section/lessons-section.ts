import type { Tap } from '../../../api/tap';
import { MODE_NAMES } from '../../../format/course-words';
import type { CourseForm, LessonForm } from '../course-form';
import { EMPTY_LESSON } from '../form-content';
import {
  type LessonRow,
  lessonRows,
  lessonsOf,
  titlesText,
  unnamed,
  withLesson,
  withNumbers,
  withTitles,
} from '../lesson-titles';
import { changeOf, type FieldChoice, type FieldInput } from '../section';

const ROWS_SHOWN = 6;

/** By timetable or on demand, how many classes, and what each is about. Tells `change`. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    faults: { type: Object, value: {} as Record<string, string> },
  },
  data: {
    modes: Object.entries(MODE_NAMES).map(([key, name]) => ({ key, name })),
    rows: [] as LessonRow[],
    all: false,
    hidden: 0,
    unnamed: 0,
    titlesOpen: false,
    titles: '',
    /** The class under edit; -1 for none. */
    index: -1,
    lesson: EMPTY_LESSON,
  },
  observers: {
    'form, faults, all'(form: Partial<CourseForm>, faults: Record<string, string>, all: boolean) {
      if (form.lessons === undefined) return;
      const rows = lessonRows(form as CourseForm, faults);
      const shown = all || rows.length <= ROWS_SHOWN + 1 ? rows : rows.slice(0, ROWS_SHOWN);
      this.setData({ rows: shown, hidden: rows.length - shown.length, unnamed: unnamed(form as CourseForm) });
    },
  },
  methods: {
    tell(change: Partial<CourseForm>) {
      this.triggerEvent('change', { change });
    },
    onField(event: FieldInput | FieldChoice) {
      this.triggerEvent('change', changeOf(event));
    },
    onAll() {
      this.setData({ all: true });
    },
    openTitles() {
      this.setData({ titlesOpen: true, titles: titlesText(this.data.form as CourseForm) });
    },
    onTitles(event: WechatMiniprogram.TextareaInput) {
      this.setData({ titles: event.detail.value });
    },
    keepTitles() {
      this.tell(withTitles(this.data.form as CourseForm, this.data.titles));
      this.closeSheets();
    },
    onNumbers() {
      this.tell(withNumbers(this.data.form as CourseForm));
    },
    onLesson(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      const lesson = lessonsOf(this.data.form as CourseForm)[index];
      if (lesson !== undefined) this.setData({ index, lesson });
    },
    onLessonKept(event: WechatMiniprogram.CustomEvent<{ lesson: LessonForm }>) {
      this.tell(withLesson(this.data.form as CourseForm, this.data.index, event.detail.lesson));
      this.closeSheets();
    },
    closeSheets() {
      this.setData({ titlesOpen: false, index: -1 });
    },
  },
});
