import { newRequestId, read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import type { Tap } from '../../api/tap';
import { access, may, staffProblem } from '../access';
import {
  type Campus,
  campusFault,
  emptyHouse,
  type House,
  houseFault,
  houseOf,
  modeChoices,
  type Region,
  ruleRows,
  withCampus,
} from './institution-view';

const intentions = new Intentions();
const NO_CAMPUS: Campus = { id: '', name: '', address: '', region: '' };

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    house: emptyHouse([]),
    regions: [] as Region[],
    regionIndex: 0,
    modes: modeChoices('pay-after', undefined),
    rules: ruleRows(undefined),
    showRules: false,
    canSave: false,
    changed: false,
    campus: NO_CAMPUS,
    campusIndex: 0,
    editingCampus: false,
    fault: '',
    campusFault: '',
    busy: false,
  },

  saved: '',

  onLoad() {
    this.load();
  },

  async load() {
    try {
      const [me, { regions }, house] = await Promise.all([
        access(),
        read('staff', 'regions', {}),
        read('staff', 'readInstitution', {}).catch((error) => {
          if (failureOf(error).code === 'NOT_FOUND') return undefined;
          throw error;
        }),
      ]);
      const known = house === undefined ? emptyHouse(regions) : houseOf(house);
      this.saved = JSON.stringify(known);
      this.setData({ state: 'ready', regions, canSave: may(me, 'saveInstitution') });
      this.show(known);
    } catch (error) {
      this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  show(house: House) {
    const { regions } = this.data;
    const region = regions.find(({ key }) => key === house.region);
    this.setData({
      ...{ house, modes: modeChoices(house.mode, region), rules: ruleRows(region), fault: '' },
      regionIndex: Math.max(
        0,
        regions.findIndex(({ key }) => key === house.region),
      ),
      changed: JSON.stringify(house) !== this.saved,
    });
  },

  onText(event: WechatMiniprogram.Input & Tap<{ field: 'name' | 'licence' | 'servicePhone' }>) {
    const { field } = event.currentTarget.dataset;
    this.show({ ...this.data.house, [field]: event.detail.value });
  },

  onRegion(event: WechatMiniprogram.PickerChange) {
    const region = this.data.regions[Number(event.detail.value)];
    if (region !== undefined) this.show({ ...this.data.house, region: region.key });
  },

  onMode(event: Tap<{ key: House['mode'] }>) {
    if (this.data.canSave) this.show({ ...this.data.house, mode: event.currentTarget.dataset.key });
  },

  toggleRules() {
    this.setData({ showRules: !this.data.showRules });
  },

  openCampus(event: Tap<{ id?: string }>) {
    if (!this.data.canSave) return;
    const { campuses, region } = this.data.house;
    const known = campuses.find(({ id }) => id === event.currentTarget.dataset.id);
    // A name of its own, which courses and classes keep even when the campus is called something else.
    const fresh = { ...NO_CAMPUS, id: `c${newRequestId().replace('-', '')}`.slice(0, 32), region };
    this.showCampus(known ?? fresh, true);
  },

  showCampus(campus: Campus, opened = false) {
    const index = this.data.regions.findIndex(({ key }) => key === campus.region);
    this.setData({
      ...{ campus, campusIndex: Math.max(0, index), campusFault: '' },
      ...(opened ? { editingCampus: true } : {}),
    });
  },

  closeCampus() {
    this.setData({ editingCampus: false });
  },

  onCampusText(event: WechatMiniprogram.Input & Tap<{ field: 'name' | 'address' }>) {
    const { field } = event.currentTarget.dataset;
    this.showCampus({ ...this.data.campus, [field]: event.detail.value });
  },

  onCampusRegion(event: WechatMiniprogram.PickerChange) {
    const region = this.data.regions[Number(event.detail.value)];
    if (region !== undefined) this.showCampus({ ...this.data.campus, region: region.key });
  },

  keepCampus() {
    const { campus, house } = this.data;
    const fault = campusFault(campus, house.campuses);
    if (fault !== undefined) return this.setData({ campusFault: fault });
    const named = { ...campus, name: campus.name.trim(), address: campus.address.trim() };
    this.setData({ editingCampus: false });
    return this.show({ ...house, campuses: withCampus(house.campuses, named) });
  },

  dropCampus() {
    const { campus, house } = this.data;
    this.setData({ editingCampus: false });
    this.show({ ...house, campuses: house.campuses.filter(({ id }) => id !== campus.id) });
  },

  async onSave(): Promise<void> {
    const { house, busy, changed } = this.data;
    if (!changed) return;
    const fault = houseFault(house);
    if (fault !== undefined) return this.setData({ fault });
    if (busy) return;
    const what = JSON.stringify(house);
    this.setData({ busy: true });
    try {
      await write('staff', 'saveInstitution', { ...house, name: house.name.trim() }, intentions.idOf(what));
      intentions.answered(what);
      this.saved = what;
      this.setData({ changed: false });
      wx.showToast({ title: '已保存', icon: 'none' });
    } catch (error) {
      const { code, text, detail } = failureOf(error);
      const inUse = `${detail['campus'] ?? '校区'}还有课程或排好的课，先移走再删。`;
      this.setData({ fault: code === 'WRONG_STATE' ? inUse : text });
    }
    this.setData({ busy: false });
  },
});
