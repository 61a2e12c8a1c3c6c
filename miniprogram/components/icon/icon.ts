/**
 * A line icon in the colour of the text around it, or of a class of its own; decoration, so hidden from screen readers.
 */
Component({
  properties: {
    name: { type: String, value: '' },
    /** Edge in rpx. */
    size: { type: Number, value: 40 },
  },
});
