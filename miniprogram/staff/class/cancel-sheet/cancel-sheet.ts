import type { StaffClassView } from '../../../../protocol/staff-classes';
import { newRequestId, write } from '../../../api/call';
import { failureOf } from '../../../api/failure';
import type { Tap } from '../../../api/tap';

const REASONS = ['老师生病', '天气原因', '场地原因', '人数不够'];

/** Cancels a class: first what it means for learners, then the reason they are told. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    cls: { type: Object, value: {} as StaffClassView },
  },
  data: { reasons: REASONS, reason: '', problem: '', busy: false, requestId: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.change('');
    },
  },
  methods: {
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    onReason(event: Tap<{ reason: string }>) {
      this.change(event.currentTarget.dataset.reason);
    },
    onText(event: WechatMiniprogram.Input) {
      this.change(event.detail.value);
    },
    /** Another reason is another intention. */
    change(reason: string) {
      this.setData({ reason, problem: '', requestId: newRequestId() });
    },
    async submit() {
      const { reason, busy, requestId, cls } = this.data;
      if (busy) return;
      if (reason.trim() === '') return this.setData({ problem: '写上原因，学员会看到。' });
      this.setData({ busy: true });
      try {
        const request = { classId: cls.classId, reason: reason.trim() };
        const { released } = await write('staff', 'cancelClass', request, requestId);
        this.triggerEvent('done', { words: `已停课，通知 ${released} 人` });
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
