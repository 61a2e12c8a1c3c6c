/** A sheet from below with a title and a close mark; the mask closes it too. */
Component({
  options: { multipleSlots: true },
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** A sheet that comes over another one stands a level higher, mask and all. */
    level: { type: Number, value: 0 },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    onVisibleChange(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
