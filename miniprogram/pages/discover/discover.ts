import type { RequestOf, ResponseOf } from '../../../protocol';
import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import {
  ALL_REGIONS,
  type CardView,
  type Chip,
  cardViews,
  categoryChips,
  emptyWords,
  regionChips,
  regionOf,
} from './discover-view';

const REGION_KEY = 'region';
const SEARCH_PAUSE_MS = 350;

/** Of the running page; not for the template. */
const session: {
  institution?: ResponseOf<'catalog', 'institution'>;
  cursor?: string | undefined;
  typing?: ReturnType<typeof setTimeout>;
  /** Answers of older questions are dropped. */
  question: number;
} = { question: 0 };

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    search: '',
    region: ALL_REGIONS,
    regions: [] as Chip[],
    category: '',
    categories: [] as Chip[],
    cards: [] as CardView[],
    more: false,
    regionSheet: false,
    howSheet: false,
  },

  onLoad() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (session.cursor !== undefined) this.loadMore();
  },

  onShareAppMessage() {
    return { title: '先上课，上完再扣费', path: '/pages/discover/discover' };
  },

  async load() {
    const question = ++session.question;
    try {
      const [institution, shelves] = await Promise.all([
        read('catalog', 'institution', {}),
        read('catalog', 'shelves', {}),
      ]);
      session.institution = institution;
      const region = regionOf(wx.getStorageSync(REGION_KEY), shelves);
      const categories = categoryChips(shelves);
      const category = categories.some(({ key }) => key === this.data.category) ? this.data.category : '';
      const page = await read('catalog', 'list', this.asked(region, category));
      if (question !== session.question) return;
      this.show(page, { region, regions: regionChips(shelves), category, categories });
    } catch (error) {
      if (question === session.question) this.fail(error);
    }
  },

  asked(region: Chip, category: string): RequestOf<'catalog', 'list'> {
    const search = this.data.search.trim();
    return {
      ...(region.key === '' ? {} : { region: region.key }),
      ...(category === '' ? {} : { category }),
      ...(search === '' ? {} : { search }),
    };
  },

  /** Another region, category or word. */
  async find(change: { region?: Chip; category?: string }) {
    const question = ++session.question;
    this.setData(change);
    const { region, category } = this.data;
    try {
      const page = await read('catalog', 'list', this.asked(region, category));
      if (question === session.question) this.show(page, {});
    } catch (error) {
      if (question === session.question) this.fail(error);
    }
  },

  async loadMore() {
    const { cursor, question, institution } = session;
    if (cursor === undefined || institution === undefined) return;
    session.cursor = undefined;
    const asked = { ...this.asked(this.data.region, this.data.category), cursor };
    try {
      const page = await read('catalog', 'list', asked);
      if (question !== session.question) return;
      session.cursor = page.nextCursor;
      const from = this.data.cards.length;
      const added = cardViews(page.courses, institution);
      this.setData({
        ...Object.fromEntries(added.map((card, index) => [`cards[${from + index}]`, card])),
        more: session.cursor !== undefined,
      });
    } catch {
      // What is there stays; reaching the bottom again tries again.
      session.cursor = cursor;
    }
  },

  show(
    page: ResponseOf<'catalog', 'list'>,
    change: { region?: Chip; regions?: Chip[]; category?: string; categories?: Chip[] },
  ) {
    const { institution } = session;
    if (institution === undefined) return;
    session.cursor = page.nextCursor;
    const { region, categories, category, search } = { ...this.data, ...change };
    const cards = cardViews(page.courses, institution);
    this.setData({
      ...change,
      state: cards.length === 0 ? 'empty' : 'ready',
      ...emptyWords(
        search.trim(),
        region,
        categories.find(({ key }) => key === category),
      ),
      cards,
      more: page.nextCursor !== undefined,
    });
  },

  /** What is there stays; only an empty page says that nothing came. */
  fail(error: unknown) {
    if (this.data.state === 'ready') showFailure(error);
    else this.setData(pageProblem(error));
  },

  onStateAction() {
    if (this.data.state === 'error') return this.retry();
    wx.removeStorageSync(REGION_KEY);
    this.setData({ search: '', category: '' });
    return this.retry();
  },

  retry() {
    this.setData({ state: 'loading' });
    return this.load();
  },

  onSearchInput(event: WechatMiniprogram.Input) {
    const search = event.detail.value;
    this.data.search = search;
    clearTimeout(session.typing ?? 0);
    session.typing = setTimeout(() => this.onSearchConfirm(), SEARCH_PAUSE_MS);
  },

  onSearchConfirm() {
    clearTimeout(session.typing ?? 0);
    this.setData({ search: this.data.search });
    this.find({});
  },

  onSearchClear() {
    clearTimeout(session.typing ?? 0);
    this.setData({ search: '' });
    this.find({});
  },

  onCategory(event: Tap<{ key: string }>) {
    this.find({ category: event.currentTarget.dataset.key });
  },

  onRegion(event: Tap<{ key: string }>) {
    const { key } = event.currentTarget.dataset;
    const region = this.data.regions.find((chip) => chip.key === key) ?? ALL_REGIONS;
    wx.setStorageSync(REGION_KEY, region.key);
    this.setData({ regionSheet: false });
    this.find({ region });
  },

  openRegions() {
    this.setData({ regionSheet: true });
  },

  openHow() {
    this.setData({ howSheet: true });
  },

  closeSheets() {
    this.setData({ regionSheet: false, howSheet: false });
  },

  openScore() {
    this.setData({ howSheet: false });
    wx.navigateTo({ url: '/course/score/score' });
  },

  openCourse(event: Tap<{ id: string }>) {
    wx.navigateTo({ url: `/course/detail/detail?id=${event.currentTarget.dataset.id}` });
  },
});
