import type { Choices, CourseForm } from '../course-form';

/** Where the course is taught, and what the region's rules say of it. Tells `change` with what was chosen. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    choices: { type: Object, value: {} as Choices },
    faults: { type: Object, value: {} as Record<string, string> },
    verdict: { type: Object, value: {} },
  },
  data: { chosen: '', campuses: [] as { key: string; name: string }[] },
  observers: {
    'form.campusIds, choices'(campusIds: string[] = [], choices: Choices) {
      const { campuses = [] } = choices;
      this.setData({
        chosen: campusIds.join(' '),
        campuses: campuses.map(({ id, name }) => ({ key: id, name })),
      });
    },
  },
  methods: {
    onCampus(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      const { campusIds } = this.data.form as CourseForm;
      const { key } = event.detail;
      const others = campusIds.filter((id) => id !== key);
      this.triggerEvent('change', {
        change: { campusIds: others.length < campusIds.length ? others : [...campusIds, key] },
      });
    },
    onRegion(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      this.triggerEvent('change', { change: { region: event.detail.key } });
    },
  },
});
