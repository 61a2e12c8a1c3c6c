import { AUDIENCE_NAMES, SUBJECT_NAMES } from '../../../format/course-words';
import type { Choices, CourseForm } from '../course-form';
import { changeOf, type FieldChoice, type FieldInput } from '../section';

function choicesOf(names: Readonly<Record<string, string>>): { key: string; name: string }[] {
  return Object.entries(names).map(([key, name]) => ({ key, name }));
}

/** More teachers than this are typed, not tapped. */
const MOST_TEACHERS = 12;

/** Name, introduction, teacher, category, audience and subject. Tells `change` with what was typed. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    choices: { type: Object, value: {} as Choices },
    /** What is wrong, by field. */
    faults: { type: Object, value: {} as Record<string, string> },
  },
  data: {
    audiences: choicesOf(AUDIENCE_NAMES),
    subjects: choicesOf(SUBJECT_NAMES),
    teachers: [] as { key: string; name: string }[],
    categories: [] as string[],
    categoryIndex: 0,
  },
  observers: {
    'form.category, choices'(category: string, choices: Choices) {
      const { categories = [], teachers = [] } = choices;
      this.setData({
        categories: categories.map(({ name }) => name),
        categoryIndex: Math.max(
          0,
          categories.findIndex(({ key }) => key === category),
        ),
        teachers: teachers.length > MOST_TEACHERS ? [] : teachers.map((name) => ({ key: name, name })),
      });
    },
  },
  methods: {
    onField(event: FieldInput | FieldChoice) {
      this.triggerEvent('change', changeOf(event));
    },
    onCategory(event: WechatMiniprogram.PickerChange) {
      const { categories }: Choices = this.data.choices as Choices;
      const category = categories[Number(event.detail.value)]?.key;
      if (category !== undefined) this.triggerEvent('change', { change: { category } });
    },
  },
});
