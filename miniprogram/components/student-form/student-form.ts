import { consented } from '../../api/privacy';
import type { Tap } from '../../api/tap';
import { faultOf, likelyBirthYear, RELATIONS, type Relation, yearOf } from './student-form-view';

/** Who is taught: only a name, a birth year and the relation are asked. Sends `submit` with them. */
Component({
  properties: { busy: { type: Boolean, value: false } },
  data: {
    relations: RELATIONS,
    relation: 'self' as Relation,
    name: '',
    birthYear: 0,
    pickerYear: '',
    lastYear: '',
    fault: '',
  },
  lifetimes: {
    attached() {
      this.setData({ lastYear: String(yearOf(Date.now())) });
      this.choose('self');
    },
  },
  methods: {
    choose(relation: Relation) {
      this.setData({ relation, pickerYear: String(likelyBirthYear(relation, Date.now())) });
    },
    onRelation(event: Tap<{ key: Relation }>) {
      this.choose(event.currentTarget.dataset.key);
    },
    onName(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value, fault: '' });
    },
    onYear(event: WechatMiniprogram.PickerChange) {
      const birthYear = Number.parseInt(String(event.detail.value), 10);
      this.setData({ birthYear, pickerYear: String(birthYear), fault: '' });
    },
    async onSubmit() {
      if (this.data.busy) return;
      const { name, birthYear, relation } = this.data;
      const draft = { name: name.trim(), relation, ...(birthYear === 0 ? {} : { birthYear }) };
      const fault = faultOf(draft, Date.now());
      if (fault !== undefined) return this.setData({ fault });
      if (!(await consented())) return this.setData({ fault: '同意隐私说明后才能添加学员' });
      this.triggerEvent('submit', draft);
    },
  },
});
