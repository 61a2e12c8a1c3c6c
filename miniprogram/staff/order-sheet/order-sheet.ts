import type { StaffClassView } from '../../../protocol/staff-classes';
import { newRequestId, read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Tap } from '../../api/tap';
import { faultWords } from '../class-faults';
import { dueRows, type OrderRow, otherRows } from './order-sheet-view';

const TITLES = { book: '加补课学员', wait: '加候补', choose: '选学员' } as const;

/**
 * Chooses learners of a course: for a seat in a class (`book`), for its waiting list (`wait`), or only as a choice of
 * the page's (`choose`). Who missed a class stands first. Tells `done` with `{ words }`, or `{ rows }` for a choice.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    use: { type: String, value: 'book' as keyof typeof TITLES },
    /** The class, or at least its `courseId`. */
    cls: { type: Object, value: {} as StaffClassView },
    /** Orders that are not offered. */
    taken: { type: Array, value: [] as string[] },
    /** Chosen before. */
    chosen: { type: Array, value: [] as string[] },
  },
  data: {
    titles: TITLES,
    state: 'loading',
    due: [] as OrderRow[],
    others: [] as OrderRow[],
    cursor: '',
    picked: {} as Record<string, boolean>,
    count: 0,
    problem: '',
    busy: false,
    requestId: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.open();
    },
  },
  methods: {
    async open() {
      const picked = Object.fromEntries((this.data.chosen as string[]).map((id) => [id, true]));
      this.setData({ state: 'loading', due: [], others: [], cursor: '', problem: '' });
      this.pick(picked);
      const { courseId } = this.data.cls as StaffClassView;
      try {
        const { orders } = await read('staff', 'makeUpsDue', { courseId });
        const due = dueRows(orders, this.data.taken, Date.now());
        this.setData({ due });
        await this.more();
        this.setData({ state: 'ready' });
      } catch (error) {
        this.setData({ state: 'ready', problem: failureOf(error).text });
      }
    },
    async more() {
      const { cursor, due, others, taken } = this.data;
      const { courseId } = this.data.cls as StaffClassView;
      const page = await read('staff', 'courseOrders', {
        ...{ courseId, limit: 50 },
        ...(cursor === '' ? {} : { cursor }),
      });
      const known = [...taken, ...due.map(({ orderId }: OrderRow) => orderId)];
      this.setData({
        others: [...others, ...otherRows(page.orders, known)],
        cursor: page.nextCursor ?? '',
      });
    },
    onMore() {
      this.more().catch((error: unknown) => this.setData({ problem: failureOf(error).text }));
    },
    onRow(event: Tap<{ orderId: string }>) {
      const { orderId } = event.currentTarget.dataset;
      this.pick({ ...this.data.picked, [orderId]: !this.data.picked[orderId] });
    },
    pick(picked: Record<string, boolean>) {
      const count = Object.values(picked).filter(Boolean).length;
      this.setData({ picked, count, problem: '', requestId: newRequestId() });
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    async submit() {
      const { picked, busy, due, others, use } = this.data;
      const rows = [...due, ...others].filter(({ orderId }: OrderRow) => picked[orderId]);
      if (busy || (rows.length === 0 && use !== 'choose')) return;
      if (use === 'choose') {
        this.triggerEvent('done', { rows });
        return;
      }
      this.setData({ busy: true });
      try {
        this.triggerEvent('done', { words: await this.act(rows) });
      } catch (error) {
        const { code, detail, text } = failureOf(error);
        this.setData({ problem: faultWords({ code, detail }, Date.now(), text).text });
      } finally {
        this.setData({ busy: false });
      }
    },
    async act(rows: readonly OrderRow[]): Promise<string> {
      const { classId } = this.data.cls as StaffClassView;
      const { requestId } = this.data;
      if (this.data.use === 'book') {
        const orderIds = rows.map(({ orderId }) => orderId);
        const { seats } = await write('staff', 'bookSeats', { classId, orderIds }, requestId);
        return `已加 ${seats} 人，通知在路上`;
      }
      for (const { orderId } of rows) {
        await write('staff', 'waitForSeat', { classId, orderId }, `${requestId}-${orderId}`.slice(0, 64));
      }
      return `${rows.length} 人已加进候补`;
    },
  },
});
