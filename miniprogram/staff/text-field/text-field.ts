/** One line or paragraph of a form: its name, what is typed, and what is wrong with it. Tells `input` with `{ value }`. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** After the value: 分钟, 天. */
    unit: { type: String, value: '' },
    /** Before the value: ¥. */
    sign: { type: String, value: '' },
    /** Keyboard: `text`, `number` or `digit`. */
    type: { type: String, value: 'text' },
    most: { type: Number, value: 60 },
    /** A paragraph instead of a line. */
    tall: { type: Boolean, value: false },
    /** Under the field, when nothing is wrong. */
    note: { type: String, value: '' },
    fault: { type: String, value: '' },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('input', { value: event.detail.value });
    },
  },
});
