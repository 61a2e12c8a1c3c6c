import type { ResponseOf } from '../../../protocol';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, may, staffProblem } from '../access';
import {
  type Holiday,
  type House,
  holidayFault,
  holidayRows,
  type RoomDraft,
  roomFault,
  roomGroups,
  withHoliday,
  withoutHoliday,
  withoutRoom,
  withRoom,
} from './house-view';

const intentions = new Intentions();
const EMPTY: House = { rooms: [], holidays: [] };
const NO_ROOM: RoomDraft = { at: -1, campusId: '', name: '', capacity: '' };
const NO_HOLIDAY: Holiday = { day: '', name: '' };

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    groups: roomGroups(EMPTY, []),
    holidays: holidayRows(EMPTY, 0),
    canSave: false,
    room: NO_ROOM,
    editingRoom: false,
    holiday: NO_HOLIDAY,
    addingHoliday: false,
    fault: '',
    busy: false,
  },

  house: EMPTY,
  campuses: [] as ResponseOf<'staff', 'readInstitution'>['campuses'],

  onLoad() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [me, house, { campuses }] = await Promise.all([
        access(),
        read('staff', 'readHouse', {}),
        read('staff', 'readInstitution', {}),
      ]);
      this.campuses = campuses;
      this.setData({ state: 'ready', canSave: may(me, 'saveHouse') });
      this.show(house);
    } catch (error) {
      if (failureOf(error).code === 'NOT_FOUND')
        this.setData({ state: 'empty', title: '先填机构资料', body: '有了校区，才能写教室。', action: '' });
      else if (this.data.state === 'ready' && failureOf(error).code !== 'FORBIDDEN') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  show(house: House) {
    this.house = house;
    this.setData({
      groups: roomGroups(house, this.campuses),
      holidays: holidayRows(house, Date.now()),
    });
  },

  openRoom(event: Tap<{ at?: number; campus?: string }>) {
    if (!this.data.canSave) return;
    const { at = -1, campus = '' } = event.currentTarget.dataset;
    const known = this.house.rooms[at];
    const room =
      known === undefined
        ? { ...NO_ROOM, campusId: campus }
        : { ...known, at, capacity: String(known.capacity) };
    this.setData({ editingRoom: true, room, fault: '' });
  },

  closeSheets() {
    this.setData({ editingRoom: false, addingHoliday: false });
  },

  onRoom(event: WechatMiniprogram.Input & Tap<{ field: 'name' | 'capacity' }>) {
    this.setData({
      room: { ...this.data.room, [event.currentTarget.dataset.field]: event.detail.value },
      fault: '',
    });
  },

  saveRoom() {
    const { room } = this.data;
    const fault = roomFault(room, this.house);
    if (fault !== undefined) return this.setData({ fault });
    return this.save(withRoom(this.house, room));
  },

  dropRoom() {
    this.save(withoutRoom(this.house, this.data.room.at));
  },

  openHoliday() {
    this.setData({ addingHoliday: true, holiday: NO_HOLIDAY, fault: '' });
  },

  onDay(event: WechatMiniprogram.PickerChange) {
    this.setData({ holiday: { ...this.data.holiday, day: String(event.detail.value) }, fault: '' });
  },

  onHolidayName(event: WechatMiniprogram.Input) {
    this.setData({ holiday: { ...this.data.holiday, name: event.detail.value }, fault: '' });
  },

  addHoliday() {
    const fault = holidayFault(this.data.holiday, this.house);
    if (fault !== undefined) return this.setData({ fault });
    return this.save(withHoliday(this.house, this.data.holiday));
  },

  async dropHoliday(event: Tap<{ day: string; name: string }>) {
    const { day, name } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      ...{ title: `不再休${name}`, content: '之后按周排课会排上这一天；已经排好的课不变。' },
      ...{ confirmText: '不再休', cancelText: '先不' },
    });
    if (confirm) await this.save(withoutHoliday(this.house, day));
  },

  async save(house: House): Promise<void> {
    if (this.data.busy) return;
    const what = JSON.stringify(house);
    this.setData({ busy: true });
    try {
      await write('staff', 'saveHouse', house, intentions.idOf(what));
      intentions.answered(what);
      this.closeSheets();
      this.show(house);
    } catch (error) {
      if (this.data.editingRoom || this.data.addingHoliday) this.setData({ fault: failureOf(error).text });
      else showFailure(error);
    }
    this.setData({ busy: false });
  },
});
