import { contractDoubts, contractTemplate, templateNote } from '../contract-template';
import type { Choices, CourseForm } from '../course-form';
import { changeOf, type FieldInput } from '../section';

/** The contract's text, with a template to begin with. Tells `change`. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    choices: { type: Object, value: {} as Choices },
    faults: { type: Object, value: {} as Record<string, string> },
  },
  data: { note: '', doubt: '' },
  observers: {
    form(form: Partial<CourseForm>) {
      if (form.title === undefined) return;
      this.setData({ note: templateNote(form as CourseForm), doubt: contractDoubts(form as CourseForm) });
    },
  },
  methods: {
    onField(event: FieldInput) {
      this.triggerEvent('change', changeOf(event));
    },
    async onTemplate() {
      const form = this.data.form as CourseForm;
      if (form.contractText.trim() !== '') {
        const { confirm } = await wx.showModal({
          ...{
            title: '换成模板',
            content: '现在写的合同会被模板盖掉。',
            confirmText: '换成模板',
            cancelText: '先不',
          },
        });
        if (!confirm) return;
      }
      const contractText = contractTemplate(form, (this.data.choices as Choices).institutionName);
      this.triggerEvent('change', { change: { contractText } });
    },
  },
});
