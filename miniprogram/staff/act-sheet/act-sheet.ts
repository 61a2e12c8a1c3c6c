import { write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { staffPlace } from '../../api/staff-upload';
import { PictureSending } from '../../api/upload';
import { ASKING_WECHAT } from '../money-words';
import {
  type ActDraft,
  type ActMatter,
  type ActSheetView,
  actProblem,
  actRequest,
  actSheetView,
  EMPTY_DRAFT,
} from './act-sheet-view';

const SENDING = new PictureSending();
const INTENTIONS = new Intentions();

/** Asks for one act about money: what it does, an amount where it takes one, proof, and the reason. Tells `done` with the act. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    orderId: { type: String, value: '' },
    /** 0: about the whole order. */
    unitNo: { type: Number, value: 0 },
    matter: { type: Object, value: {} as ActMatter },
  },
  data: {
    view: undefined as ActSheetView | undefined,
    draft: EMPTY_DRAFT,
    today: '',
    problem: '',
    /** What is not known: whether it arrived. */
    unsure: '',
    sending: '',
  },
  observers: {
    visible(visible: boolean) {
      if (!visible) return;
      const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
      const today = now.slice(0, 10);
      this.setData({ today });
      this.change({ ...EMPTY_DRAFT, paidDay: today, paidClock: now.slice(11, 16) });
    },
  },
  methods: {
    close() {
      if (this.data.sending === '') this.triggerEvent('close');
    },
    onAmount(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ amount: event.detail.value });
    },
    onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ reason: event.detail.value });
    },
    onProof(event: WechatMiniprogram.CustomEvent<{ pictures: string[] }>) {
      this.change({ proof: event.detail.pictures });
    },
    onDay(event: WechatMiniprogram.PickerChange) {
      this.change({ paidDay: String(event.detail.value) });
    },
    onClock(event: WechatMiniprogram.PickerChange) {
      this.change({ paidClock: String(event.detail.value) });
    },
    change(change: Partial<ActDraft>) {
      const draft = { ...this.data.draft, ...change };
      const view = actSheetView(this.data.matter as ActMatter, draft);
      this.setData({ draft, view, problem: '', unsure: '' });
    },
    async submit() {
      const { orderId, unitNo, draft, sending } = this.data;
      const matter = this.data.matter as ActMatter;
      if (sending !== '') return;
      const problem = actProblem(matter, draft, Date.now());
      if (problem !== undefined) return this.setData({ problem });
      const what = JSON.stringify([orderId, unitNo, matter.kind, draft]);
      try {
        const proof = await SENDING.send(
          draft.proof,
          (ending) => staffPlace('proof', `photo${ending}`),
          (no) => this.setData({ sending: `正在传照片 ${no}/${draft.proof.length}` }),
        );
        this.setData({ sending: '正在提交' });
        const about = { orderId, ...(unitNo === 0 ? {} : { unitNo }) };
        const request = actRequest(matter, about, draft, proof);
        const act = await write('finance', 'askAct', request, INTENTIONS.idOf(what));
        INTENTIONS.answered(what);
        this.setData({ sending: '' });
        this.triggerEvent('done', { act });
      } catch (error) {
        this.failed(error);
      }
    },
    failed(error: unknown) {
      const { code, text } = failureOf(error);
      const unsure = code === 'TIMEOUT' || code === 'UNCERTAIN' ? ASKING_WECHAT : '';
      this.setData({ sending: '', problem: unsure === '' ? text : '', unsure });
      if (code === 'WRONG_STATE') this.triggerEvent('stale');
    },
  },
});
