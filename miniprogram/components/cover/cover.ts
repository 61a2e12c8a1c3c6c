import { coverOf } from '../../format/cover';

/** A course's picture: the institution's photograph, or one serif character on a flat tint. Decoration only. */
Component({
  options: { virtualHost: true },
  properties: {
    /** Title of the course. */
    title: { type: String, value: '' },
    /** Link to a photograph. */
    src: { type: String, value: '' },
    /** Edge in rpx. */
    size: { type: Number, value: 176 },
  },
  data: { mark: coverOf(''), broken: false },
  observers: {
    title(title: string) {
      this.setData({ mark: coverOf(title) });
    },
    src() {
      if (this.data.broken) this.setData({ broken: false });
    },
  },
  methods: {
    onPictureError() {
      this.setData({ broken: true });
    },
  },
});
