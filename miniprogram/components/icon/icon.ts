/** A line icon in the colour of the text around it; decoration, so hidden from screen readers. */
Component({
  options: { virtualHost: true },
  properties: {
    name: { type: String, value: '' },
    /** Edge in rpx. */
    size: { type: Number, value: 40 },
  },
});
