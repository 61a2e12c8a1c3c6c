import type { RequestOf } from '../../../protocol';
import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { choosePictures, MOST_BYTES, uploadPicture } from '../../api/upload';
import { REASONS } from '../objection-words';

type Reason = RequestOf<'classroom', 'object'>['reason'];

const MOST_PICTURES = 9;
const MOST_TEXT = 200;

/** Raises an objection against a unit: effect first, then reason, words and photographs. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    orderId: { type: String, value: '' },
    unitNo: { type: Number, value: 0 },
    /** Name of the unit, 第7次课. */
    name: { type: String, value: '' },
    fen: { type: Number, value: 0 },
  },
  data: {
    reasons: REASONS,
    reason: '',
    text: '',
    most: MOST_TEXT,
    mostPictures: MOST_PICTURES,
    pictures: [] as string[],
    problem: '',
    sending: '',
    /** Names this objection; a new one for each time the sheet is opened. */
    requestId: '',
    /** Pictures sent already, by their path: not sent again when she tries again. */
    sent: {} as Record<string, string>,
  },
  observers: {
    visible(visible: boolean) {
      if (!visible) return;
      this.setData({
        reason: '',
        text: '',
        pictures: [],
        problem: '',
        sending: '',
        requestId: newRequestId(),
      });
      this.data.sent = {};
    },
  },
  methods: {
    close() {
      if (this.data.sending === '') this.triggerEvent('close');
    },
    onReason(event: Tap<{ key: string }>) {
      this.change({ reason: event.currentTarget.dataset.key });
    },
    onText(event: WechatMiniprogram.TextareaInput) {
      this.change({ text: event.detail.value });
    },
    /** What is asked differs now: another intention. */
    change(change: { reason?: string; text?: string; pictures?: string[] }) {
      this.setData({ ...change, problem: '', requestId: newRequestId() });
    },
    async addPictures() {
      const chosen = await choosePictures(MOST_PICTURES - this.data.pictures.length);
      const fitting = chosen.filter(({ bytes }) => bytes <= MOST_BYTES);
      if (chosen.length === 0) return;
      this.change({ pictures: [...this.data.pictures, ...fitting.map(({ path }) => path)] });
      if (fitting.length < chosen.length) this.setData({ problem: '有照片超过 10 MB，没有加上。' });
    },
    removePicture(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      this.change({ pictures: this.data.pictures.filter((_, i) => i !== index) });
    },
    lookAt(event: Tap<{ path: string }>) {
      wx.previewImage({ urls: this.data.pictures, current: event.currentTarget.dataset.path });
    },
    async submit() {
      if (this.data.sending !== '') return;
      if (this.data.reason === '') return this.setData({ problem: '先选一个原因。' });
      try {
        const pictures = await this.sendPictures();
        this.setData({ sending: '正在提交' });
        const { orderId, unitNo, text, requestId } = this.data;
        const reason = this.data.reason as Reason;
        await write(
          'classroom',
          'object',
          { orderId, unitNo, reason, text: text.trim(), pictures },
          requestId,
        );
        this.setData({ sending: '' });
        this.triggerEvent('done');
      } catch (error) {
        this.setData({ sending: '', problem: failureOf(error).text });
      }
    },
    async sendPictures(): Promise<string[]> {
      const { pictures, orderId, unitNo, sent } = this.data;
      const ids: string[] = [];
      for (const [index, path] of pictures.entries()) {
        this.setData({ sending: `正在传照片 ${index + 1}/${pictures.length}` });
        const id =
          sent[path] ?? (await uploadPicture(path, `objections/${orderId}/${unitNo}/${newRequestId()}`));
        sent[path] = id;
        ids.push(id);
      }
      return ids;
    },
  },
});
