import type { OrderView } from '../../../protocol/order-view';
import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import { saveText, sendFile } from '../../api/share-file';
import type { OrderStatement } from './check-chain';
import { statementFile } from './statement-file';
import { type Proof, proofOf, type StatementView, statementView } from './statement-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as StatementView | undefined,
    proof: undefined as Proof | undefined,
    busy: false,
  },

  orderId: '',
  facts: undefined as { statement: OrderStatement; order: OrderView } | undefined,

  onLoad(query: { id?: string }) {
    this.orderId = query.id ?? '';
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { orderId } = this;
    try {
      const [statement, order] = await Promise.all([
        read('classroom', 'orderStatement', { orderId }),
        read('signing', 'read', { orderId }),
      ]);
      this.facts = { statement, order };
      const proof = proofOf(statement, Date.now());
      this.setData({ state: 'ready', view: statementView(statement, order), proof });
    } catch (error) {
      if (this.facts === undefined) this.setData(pageProblem(error));
      else showFailure(error);
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  /** Computed anew from what the server says now. */
  async checkAgain() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    await this.load();
    this.setData({ busy: false });
    if (this.data.proof?.ok) wx.showToast({ title: '核对过了，没有改动', icon: 'none' });
  },

  async download() {
    if (this.facts === undefined) return;
    const { statement, order } = this.facts;
    const file = statementFile(statement, order, Date.now());
    try {
      const path = await saveText(file.name, file.text);
      const sent = await sendFile(path, file.name);
      if (sent) wx.showToast({ title: '已发送', icon: 'none' });
    } catch (error) {
      showFailure(error);
    }
  },
});
