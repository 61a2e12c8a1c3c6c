import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { choosePictures, MOST_BYTES } from '../../api/upload';

/** Photographs to be sent: taken or chosen, looked at, taken out again. Tells `change` with their paths. */
Component({
  properties: {
    pictures: { type: Array, value: [] as string[] },
    most: { type: Number, value: 9 },
    /** Who will see them. */
    hint: { type: String, value: '' },
  },
  data: { problem: '' },
  methods: {
    async add() {
      const { pictures, most } = this.data;
      const chosen = await choosePictures(most - pictures.length).catch((error: unknown) => {
        this.setData({ problem: failureOf(error).text });
        return [];
      });
      if (chosen.length === 0) return;
      const fitting = chosen.filter(({ bytes }) => bytes <= MOST_BYTES);
      const problem = fitting.length < chosen.length ? '有照片超过 10 MB，没有加上。' : '';
      this.setData({ problem });
      this.triggerEvent('change', { pictures: [...pictures, ...fitting.map(({ path }) => path)] });
    },
    remove(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      this.triggerEvent('change', {
        pictures: this.data.pictures.filter((_: string, i: number) => i !== index),
      });
    },
    lookAt(event: Tap<{ path: string }>) {
      wx.previewImage({ urls: this.data.pictures, current: event.currentTarget.dataset.path });
    },
  },
});
