import type { OrderView } from '../../../protocol/order-view';
import { newRequestId, read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { type ClosedView, type ClosePreview, closedView, closePreview } from './close-sheet-view';

/** Closes a deduction: first what is owed and what will never be charged, then the choice, then what became of it. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    orderId: { type: String, value: '' },
  },
  data: {
    title: '关闭扣费',
    preview: undefined as ClosePreview | undefined,
    closed: undefined as ClosedView | undefined,
    problem: '',
    busy: false,
    requestId: '',
  },
  observers: {
    'visible, orderId'(visible: boolean, orderId: string) {
      if (visible && orderId !== '') this.open(orderId);
    },
  },
  methods: {
    async open(orderId: string) {
      this.setData({
        ...{ title: '关闭扣费', preview: undefined, closed: undefined, problem: '', busy: false },
        requestId: newRequestId(),
      });
      try {
        const [order, statement] = await this.ask(orderId);
        const preview = closePreview(order, statement, Date.now());
        this.setData({ preview, title: preview.title });
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      }
    },
    ask(orderId: string): Promise<[OrderView, Awaited<ReturnType<typeof readPreview>>]> {
      return Promise.all([read('signing', 'read', { orderId }), readPreview(orderId)]);
    },
    again() {
      this.open(this.data.orderId);
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    async confirm() {
      const { orderId, busy, requestId } = this.data;
      if (busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const statement = await write('signing', 'close', { orderId }, requestId);
        const order = await read('signing', 'read', { orderId });
        this.setData({ busy: false, title: '', closed: closedView(order, statement, Date.now()) });
        this.triggerEvent('closed');
      } catch (error) {
        this.setData({ busy: false, problem: failureOf(error).text });
      }
    },
  },
});

function readPreview(orderId: string) {
  return read('signing', 'closingPreview', { orderId });
}
