import type { RungView } from '../../../../protocol/course-view';
import type { Tap } from '../../../api/tap';
import { addedRung, type Choices, type CourseForm, type UnitKind, usualService } from '../course-form';
import { changeOf, type FieldChoice, type FieldInput } from '../section';
import { KINDS, type RungCard, rungCards, totalNote, withRung } from './price-section-view';

/** As many as WeChat's plans of one course (`rungs` of a course's content). */
const MOST_RUNGS = 5;

type OfRung<D extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<
  D,
  WechatMiniprogram.IAnyObject,
  { key: string }
>;

/** What it costs, and how it is charged: the rungs with their price lists while one types. Tells `change`. */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    choices: { type: Object, value: {} as Choices },
    faults: { type: Object, value: {} as Record<string, string> },
    /** The price lists as the server splits them. */
    lists: { type: Array, value: [] as RungView[] },
    /** `正在核对价格`, or why that did not work. */
    checking: { type: String, value: '' },
  },
  data: {
    ways: [
      { key: 'total', name: '按总价' },
      { key: 'class', name: '按每次课' },
    ],
    kinds: KINDS,
    cards: [] as RungCard[],
    note: '',
    full: false,
    single: true,
    services: [] as string[],
  },
  observers: {
    'form, choices, faults, lists'(
      form: Partial<CourseForm>,
      choices: Choices,
      faults: Record<string, string>,
      lists: RungView[],
    ) {
      if (form.rungs === undefined || choices.services === undefined) return;
      this.setData({
        cards: rungCards(form as CourseForm, choices, lists, faults),
        note: totalNote(form as CourseForm),
        full: form.rungs.length >= MOST_RUNGS,
        single: form.rungs.length < 2,
        services: choices.services.map(({ key }) => key),
      });
    },
  },
  methods: {
    tell(change: Partial<CourseForm>) {
      this.triggerEvent('change', { change });
    },
    onField(event: FieldInput | FieldChoice) {
      this.triggerEvent('change', changeOf(event));
    },
    onKind(event: OfRung<{ key: UnitKind }>) {
      const kind = event.detail.key;
      const serviceKey = usualService(kind, this.data.choices as Choices);
      this.tell(
        withRung(this.data.form as CourseForm, event.currentTarget.dataset.key, { kind, serviceKey }),
      );
    },
    onStages(event: OfRung<{ value: string }>) {
      const stages = event.detail.value;
      this.tell(withRung(this.data.form as CourseForm, event.currentTarget.dataset.key, { stages }));
    },
    onDivision(event: OfRung<{ key: string }>) {
      const stages = event.detail.key;
      this.tell(withRung(this.data.form as CourseForm, event.currentTarget.dataset.key, { stages }));
    },
    onService(event: WechatMiniprogram.PickerChange) {
      const serviceKey = this.data.services[Number(event.detail.value)];
      const { key } = event.currentTarget.dataset as { key: string };
      if (serviceKey !== undefined) this.tell(withRung(this.data.form as CourseForm, key, { serviceKey }));
    },
    onAdd() {
      const { rungs } = this.data.form as CourseForm;
      this.tell({ rungs: [...rungs, addedRung(rungs, this.data.choices as Choices)] });
    },
    onRemove(event: Tap<{ key: string }>) {
      const { rungs } = this.data.form as CourseForm;
      this.tell({ rungs: rungs.filter(({ key }) => key !== event.currentTarget.dataset.key) });
    },
  },
});
