import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { sendEvidence } from '../../evidence/send-evidence';
import { type VoucherFacts, type VoucherView, voucherView } from './voucher-view';
import { type VoucherQuery, whichUnit } from './which-unit';
import { evidenceOf, NO_EVIDENCE, type Reason } from './why';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as VoucherView | undefined,
    orderId: '',
    unitNo: 0,
    evidence: NO_EVIDENCE,
    /** Which sheet is open. */
    sheet: '' as '' | 'evidence' | 'contract' | 'doubt' | 'refund',
    contract: '',
    phone: '',
    busy: false,
  },

  facts: undefined as VoucherFacts | undefined,

  onLoad(query: VoucherQuery) {
    this.setData(whichUnit(query) ?? { orderId: '', unitNo: 0 });
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { orderId, unitNo } = this.data;
    try {
      const [statement, order, { refunds }] = await Promise.all([
        read('classroom', 'statement', { orderId, unitNo }),
        read('signing', 'read', { orderId }),
        read('signing', 'refunds', { orderId }),
      ]);
      this.facts = { statement, order, refunds };
      const view = voucherView(this.facts, Date.now());
      this.setData({ state: 'ready', view });
      wx.setNavigationBarTitle({ title: view.pageTitle });
    } catch (error) {
      if (this.facts === undefined) this.setData(pageProblem(error));
      else showFailure(error);
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openEvidence(event: Tap<{ key: Reason['key'] }>) {
    if (this.facts === undefined) return;
    const { statement, order } = this.facts;
    const evidence = evidenceOf(event.currentTarget.dataset.key, statement, order, Date.now());
    this.setData({ evidence, sheet: 'evidence' });
  },

  async openContract() {
    try {
      const { text } = await read('classroom', 'contract', { orderId: this.data.orderId });
      this.setData({ contract: text, sheet: 'contract' });
    } catch (error) {
      showFailure(error);
    }
  },

  async openDoubt() {
    this.setData({ sheet: 'doubt' });
    if (this.data.phone !== '') return;
    const { servicePhone } = await read('catalog', 'institution', {}).catch(() => ({ servicePhone: '' }));
    this.setData({ phone: servicePhone });
  },

  call() {
    wx.makePhoneCall({ phoneNumber: this.data.phone, fail: () => undefined });
  },

  openRefund() {
    this.setData({ sheet: 'refund' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  onRefundAsked() {
    this.closeSheet();
    wx.showToast({ title: '申请已提交', icon: 'none' });
    this.load();
  },

  copyNumber() {
    const { view } = this.data;
    if (view) wx.setClipboardData({ data: view.transactionId });
  },

  openObjection() {
    const { orderId, unitNo } = this.data;
    wx.redirectTo({ url: `/deduction/my-course/my-course?id=${orderId}&unitNo=${unitNo}&act=object` });
  },

  openInvoice() {
    wx.navigateTo({ url: `/deduction/invoice/invoice?id=${this.data.orderId}` });
  },

  openStatement() {
    wx.navigateTo({ url: `/deduction/statement/statement?id=${this.data.orderId}` });
  },

  async downloadEvidence() {
    if (this.data.busy) return;
    const { orderId, unitNo } = this.data;
    this.setData({ busy: true });
    wx.showLoading({ title: '正在整理' });
    try {
      const sent = await sendEvidence('classroom', { orderId, unitNo });
      wx.hideLoading();
      if (sent) wx.showToast({ title: '已发送', icon: 'none' });
    } catch (error) {
      wx.hideLoading();
      showFailure(error);
    }
    this.setData({ busy: false });
  },

  openClosing() {
    wx.navigateTo({ url: `/deduction/settings/settings?close=${this.data.orderId}` });
  },
});
