import type { CourseForm } from '../course-form';
import { changeOf, type FieldInput } from '../section';

/** How long one can object, how long the plan lives, and what holds for everybody. Tells `change`. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    faults: { type: Object, value: {} as Record<string, string> },
  },
  methods: {
    onField(event: FieldInput) {
      this.triggerEvent('change', changeOf(event));
    },
    onOrdinary() {
      const { ordinaryPayment } = this.data.form as CourseForm;
      this.triggerEvent('change', { change: { ordinaryPayment: !ordinaryPayment } });
    },
  },
});
