import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { PictureSending } from '../../api/upload';
import { NO_PROGRESS, type ProgressView } from './progress-sheet-view';

const MOST_TEXT = 200;
const SENDING = new PictureSending();

/** Where an objection stands, and what she wants to add until it is decided. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    view: { type: Object, value: NO_PROGRESS as ProgressView },
    orderId: { type: String, value: '' },
    unitNo: { type: Number, value: 0 },
  },
  data: {
    adding: false,
    text: '',
    most: MOST_TEXT,
    pictures: [] as string[],
    problem: '',
    sending: '',
    requestId: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ adding: false, text: '', pictures: [], problem: '' });
    },
  },
  methods: {
    close() {
      if (this.data.sending === '') this.triggerEvent('close');
    },
    lookAt(event: Tap<{ pictures: string[]; picture: string }>) {
      const { pictures, picture } = event.currentTarget.dataset;
      wx.previewImage({ urls: pictures, current: picture });
    },
    startAdding() {
      this.setData({ adding: true, requestId: newRequestId() });
    },
    onText(event: WechatMiniprogram.TextareaInput) {
      this.setData({ text: event.detail.value, problem: '', requestId: newRequestId() });
    },
    onPictures(event: WechatMiniprogram.CustomEvent<{ pictures: string[] }>) {
      this.setData({ pictures: event.detail.pictures, problem: '', requestId: newRequestId() });
    },
    async submit() {
      const { orderId, unitNo, pictures, text, sending, requestId } = this.data;
      if (sending !== '') return;
      if (text.trim() === '') return this.setData({ problem: '写一句补充什么。' });
      try {
        const place = (ending: string) => `objections/${orderId}/${unitNo}/${newRequestId()}${ending}`;
        const files = await SENDING.send(pictures, place, (no) =>
          this.setData({ sending: `正在传照片 ${no}/${pictures.length}` }),
        );
        this.setData({ sending: '正在提交' });
        await write('classroom', 'addEvidence', { orderId, unitNo, text: text.trim(), files }, requestId);
        this.setData({ sending: '' });
        this.triggerEvent('added');
      } catch (error) {
        this.setData({ sending: '', problem: failureOf(error).text });
      }
    },
  },
});
