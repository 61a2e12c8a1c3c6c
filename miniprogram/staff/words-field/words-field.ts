/** Words that somebody else will read: a label above, how much room is left below. Tells `change` with the words. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    hint: { type: String, value: '' },
    most: { type: Number, value: 200 },
  },
  methods: {
    onInput(event: WechatMiniprogram.TextareaInput) {
      this.triggerEvent('change', { value: event.detail.value });
    },
  },
});
