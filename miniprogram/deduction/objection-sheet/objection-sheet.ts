import type { RequestOf } from '../../../protocol';
import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { PictureSending } from '../../api/upload';
import { REASONS } from '../../format/objection-words';

type Reason = RequestOf<'classroom', 'object'>['reason'];

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
    pictures: [] as string[],
    problem: '',
    sending: '',
    /** Names this objection; a new one for each time the sheet is opened. */
    requestId: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.change({ reason: '', text: '', pictures: [] });
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
    onPictures(event: WechatMiniprogram.CustomEvent<{ pictures: string[] }>) {
      this.change(event.detail);
    },
    /** What is asked differs now: another intention. */
    change(change: { reason?: string; text?: string; pictures?: string[] }) {
      this.setData({ ...change, problem: '', requestId: newRequestId() });
    },
    async submit() {
      const { orderId, unitNo, pictures: paths, text, sending, requestId } = this.data;
      if (sending !== '') return;
      if (this.data.reason === '') return this.setData({ problem: '先选一个原因。' });
      const reason = this.data.reason as Reason;
      try {
        const place = (ending: string) => `objections/${orderId}/${unitNo}/${newRequestId()}${ending}`;
        const pictures = await SENDING.send(paths, place, (no) =>
          this.setData({ sending: `正在传照片 ${no}/${paths.length}` }),
        );
        this.setData({ sending: '正在提交' });
        const request = { orderId, unitNo, reason, text: text.trim(), pictures };
        await write('classroom', 'object', request, requestId);
        this.setData({ sending: '' });
        this.triggerEvent('done');
      } catch (error) {
        this.setData({ sending: '', problem: failureOf(error).text });
      }
    },
  },
});

/** Paths of chosen pictures are never used twice by WeChat, so one memory serves every objection. */
const SENDING = new PictureSending();
