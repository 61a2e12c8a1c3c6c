import type { Tap } from '../../../api/tap';
import { type Choice, type Filter, type FilterChoices, NO_FILTER } from '../filters';

interface Group {
  field: keyof Filter;
  name: string;
  choices: Choice[];
}

/** Which classes the timetable shows: campus, course, teacher. Tells `done` with the filter. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    filter: { type: Object, value: NO_FILTER },
    choices: { type: Object, value: { campuses: [], courses: [], teachers: [] } as FilterChoices },
  },
  data: { draft: NO_FILTER, groups: [] as Group[] },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ draft: this.data.filter as Filter });
    },
    choices({ campuses, courses, teachers }: FilterChoices) {
      const groups: Group[] = [
        { field: 'campusId', name: '校区', choices: campuses },
        { field: 'courseId', name: '课程', choices: courses },
        { field: 'teacherId', name: '老师', choices: teachers },
      ];
      this.setData({ groups: groups.filter((group) => group.choices.length > 0) });
    },
  },
  methods: {
    onChoice(event: Tap<{ field: keyof Filter; key: string }>) {
      const { field, key } = event.currentTarget.dataset;
      this.setData({ draft: { ...this.data.draft, [field]: key } });
    },
    close() {
      this.triggerEvent('close');
    },
    done() {
      this.triggerEvent('done', { filter: this.data.draft });
    },
    clear() {
      this.triggerEvent('done', { filter: NO_FILTER });
    },
  },
});
