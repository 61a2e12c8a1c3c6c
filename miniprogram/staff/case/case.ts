import type { ActView, CaseView } from '../../../protocol/finance-acts';
import { read } from '../../api/call';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, staffProblem } from '../access';
import type { ActKind, ActMatter } from '../act-sheet/act-sheet-view';
import { type EvidenceSide, evidenceSides } from '../evidence/evidence-view';
import { staffUrl } from '../staff-pages';
import { type CasePage, casePage, isActKind, matterOf, saidOf } from './case-view';

/** What WeChat is being asked about is looked at this often, so many times. */
const SOON_MS = 3_000;
const MOST_SOON = 10;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as CasePage | undefined,
    sides: [] as EvidenceSide[],
    objectionUrl: '',
    actsUrl: '',
    unfolded: false,
    orderId: '',
    unitNo: 0,
    acting: false,
    matter: undefined as ActMatter | undefined,
  },

  told: undefined as CaseView | undefined,
  acts: [] as ActView[],
  fourEyesAboveFen: 0,
  /** The act whose sheet opens as soon as the page is there: the list sends her so. */
  wanted: '',
  soon: 0,
  asked: 0,

  onLoad(query: { id?: string; unitNo?: string; act?: string }) {
    this.wanted = query.act ?? '';
    this.setData({ orderId: query.id ?? '', unitNo: Number(query.unitNo ?? 0) });
  },

  onShow() {
    this.asked = 0;
    this.load();
  },

  onHide() {
    clearTimeout(this.soon);
  },

  onUnload() {
    clearTimeout(this.soon);
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { orderId, unitNo } = this.data;
    const about = { orderId, ...(unitNo === 0 ? {} : { unitNo }) };
    clearTimeout(this.soon);
    try {
      const [me, told, { acts }, limits, evidence] = await Promise.all([
        access(),
        read('finance', 'readCase', about),
        read('finance', 'listActs', { orderId, limit: 50 }),
        read('finance', 'readLimits', {}),
        unitNo === 0 ? undefined : read('staff', 'unitEvidence', { orderId, unitNo }),
      ]);
      this.told = told;
      this.acts = acts;
      this.fourEyesAboveFen = limits.fourEyesAboveFen;
      const objected = evidence?.unit.objection !== undefined && evidence.unit.status === 'objected';
      this.setData({
        sides: evidence === undefined ? [] : evidenceSides(evidence, Date.now()),
        objectionUrl: objected ? (staffUrl('objection', me, `id=${orderId}&unitNo=${unitNo}`) ?? '') : '',
        actsUrl: staffUrl('acts', me, `order=${orderId}`) ?? '',
      });
      this.show();
    } catch (error) {
      if (this.told === undefined) this.setData(await staffProblem(error));
      else showFailure(error);
    }
  },

  show() {
    if (this.told === undefined) return;
    const view = casePage(this.told, this.acts, this.data.unfolded, Date.now());
    this.setData({ state: 'ready', view });
    if (view.waiting && this.asked < MOST_SOON) {
      this.asked += 1;
      this.soon = setTimeout(() => this.load(), SOON_MS);
    }
    const { wanted } = this;
    this.wanted = '';
    if (isActKind(wanted)) this.openAct(wanted);
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  unfold() {
    this.setData({ unfolded: true });
    this.show();
  },

  onAct(event: Tap<{ kind: ActKind }>) {
    this.openAct(event.currentTarget.dataset.kind);
  },

  openAct(kind: ActKind) {
    if (this.told === undefined) return;
    const matter = matterOf(this.told, kind, this.fourEyesAboveFen);
    if (matter !== undefined) this.setData({ matter, acting: true });
  },

  closeAct() {
    this.setData({ acting: false });
  },

  async onAsked(event: WechatMiniprogram.CustomEvent<{ act: ActView }>) {
    this.closeAct();
    wx.showToast({ title: saidOf(event.detail.act), icon: 'none', duration: 3000 });
    this.asked = 0;
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    await this.load();
  },

  open(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },

  lookAt(event: Tap<{ pictures: string[]; picture: string }>) {
    const { pictures, picture } = event.currentTarget.dataset;
    wx.previewImage({ urls: pictures, current: picture });
  },
});
