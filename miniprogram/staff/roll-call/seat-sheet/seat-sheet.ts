import type { Tap } from '../../../api/tap';
import { keepPicture } from '../roll-outbox';
import { NO_SEAT, type SeatSheetView } from '../seat-sheet-view';

/**
 * One student's place in the class: where it stands, every act of roll call as evidence, note and photographs for the
 * next one, and the way back. Tells `keep` with `{ note, pictures }`, `undo`, `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    view: { type: Object, value: NO_SEAT },
    note: { type: String, value: '' },
    pictures: { type: Array, value: [] as string[] },
    busy: { type: Boolean, value: false },
    /** She may call the roll. */
    editable: { type: Boolean, value: false },
  },
  data: { text: '', photos: [] as string[], open: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ text: this.data.note, photos: this.data.pictures });
    },
    'view, editable'(view: SeatSheetView, editable: boolean) {
      this.setData({ open: editable && view.actId === '' && !view.closed });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    onText(event: WechatMiniprogram.TextareaInput) {
      this.setData({ text: event.detail.value });
    },
    async onPictures(event: WechatMiniprogram.CustomEvent<{ pictures: string[] }>) {
      const photos = await Promise.all(
        event.detail.pictures.map((path) => (this.data.photos.includes(path) ? path : keepPicture(path))),
      );
      this.setData({ photos });
    },
    keep() {
      this.triggerEvent('keep', { note: this.data.text.trim(), pictures: this.data.photos });
    },
    undo() {
      this.triggerEvent('undo');
    },
    lookAt(event: Tap<{ urls: string[]; url: string }>) {
      const { urls, url } = event.currentTarget.dataset;
      wx.previewImage({ urls, current: url });
    },
  },
});
