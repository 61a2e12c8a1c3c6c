import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { askedFen, refundProblem } from './refund-sheet-view';

const MOST_REASON = 80;

/** Asks for money of a voucher back: all of it or a part, with a reason. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    orderId: { type: String, value: '' },
    unitNo: { type: Number, value: 0 },
    /** The most that can be given back. */
    fen: { type: Number, value: 0 },
  },
  data: { part: false, amount: '', reason: '', most: MOST_REASON, problem: '', busy: false, requestId: '' },
  observers: {
    visible(visible: boolean) {
      if (visible)
        this.setData({ part: false, amount: '', reason: '', problem: '', requestId: newRequestId() });
    },
  },
  methods: {
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    onPart(event: Tap<{ part: boolean }>) {
      this.change({ part: event.currentTarget.dataset.part });
    },
    onAmount(event: WechatMiniprogram.Input) {
      this.change({ amount: event.detail.value });
    },
    onReason(event: WechatMiniprogram.TextareaInput) {
      this.change({ reason: event.detail.value });
    },
    /** What is asked differs now: another intention. */
    change(change: { part?: boolean; amount?: string; reason?: string }) {
      this.setData({ ...change, problem: '', requestId: newRequestId() });
    },
    async submit() {
      const { orderId, unitNo, fen, part, amount, reason, busy, requestId } = this.data;
      if (busy) return;
      const problem = refundProblem(reason, part, amount, fen);
      if (problem !== undefined) return this.setData({ problem });
      const asked = askedFen(part, amount);
      this.setData({ busy: true });
      try {
        const request = {
          orderId,
          unitNo,
          reason: reason.trim(),
          ...(asked === undefined ? {} : { amountFen: asked }),
        };
        await write('signing', 'askRefund', request, requestId);
        this.setData({ busy: false });
        this.triggerEvent('done');
      } catch (error) {
        this.setData({ busy: false, problem: failureOf(error).text });
      }
    },
  },
});
