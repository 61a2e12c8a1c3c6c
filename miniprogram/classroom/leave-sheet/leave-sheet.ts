import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';

const REASONS = ['临时有事', '身体不适', '工作或学校安排'] as const;
const MOST_TEXT = 100;

/** Asks for leave from a class: the seat is given back, and nothing is charged for it. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    classId: { type: String, value: '' },
    orderId: { type: String, value: '' },
  },
  data: { reasons: REASONS, reason: '', text: '', most: MOST_TEXT, problem: '', busy: false, requestId: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ reason: '', text: '', problem: '', requestId: newRequestId() });
    },
  },
  methods: {
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    onReason(event: Tap<{ reason: string }>) {
      this.setData({ reason: event.currentTarget.dataset.reason, problem: '', requestId: newRequestId() });
    },
    onText(event: WechatMiniprogram.TextareaInput) {
      this.setData({ text: event.detail.value, problem: '', requestId: newRequestId() });
    },
    async submit() {
      const { classId, orderId, reason, text, busy, requestId } = this.data;
      if (busy) return;
      const said = [reason, text.trim()].filter((part) => part !== '').join('，');
      if (said === '') return this.setData({ problem: '选一个原因，或写一句。' });
      this.setData({ busy: true });
      try {
        await write('classroom', 'askLeave', { classId, orderId, reason: said }, requestId);
        this.setData({ busy: false });
        this.triggerEvent('done');
      } catch (error) {
        this.setData({ busy: false, problem: failureOf(error).text });
      }
    },
  },
});
