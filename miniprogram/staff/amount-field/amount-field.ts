/** An amount as it is typed, in yuan. Tells `change` with the text; what it means is the page's to say. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    /** What is possible, or what is wrong. */
    note: { type: String, value: '' },
    wrong: { type: Boolean, value: false },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { value: event.detail.value });
    },
  },
});
