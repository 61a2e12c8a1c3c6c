import type { ResponseOf } from '../../../protocol';
import { dayText } from '../../format/dates';

export type House = ResponseOf<'staff', 'readHouse'>;
export type Room = House['rooms'][number];
export type Holiday = House['holidays'][number];
type Campuses = ResponseOf<'staff', 'readInstitution'>['campuses'];

const MOST_PLACES = 1000;

/** Rooms under their campus. `at` is the room's place in what was read. */
export interface CampusRooms {
  campusId: string;
  name: string;
  rooms: { at: number; name: string; note: string }[];
}

export function roomGroups({ rooms }: House, campuses: Campuses): CampusRooms[] {
  return campuses.map(({ id, name }) => ({
    ...{ campusId: id, name },
    rooms: rooms.flatMap((room, at) =>
      room.campusId === id ? [{ at, name: room.name, note: `${room.capacity} 个座位` }] : [],
    ),
  }));
}

export interface HolidayRow {
  day: string;
  name: string;
  when: string;
}

/** Holidays to come, the next one first; those that are over are of no use any more. @param now ms since 1970 */
export function holidayRows({ holidays }: House, now: number): HolidayRow[] {
  return holidays
    .filter(({ day }) => Date.parse(`${day}T23:59:59+08:00`) >= now)
    .sort((a, b) => a.day.localeCompare(b.day))
    .map(({ day, name }) => ({ day, name, when: dayText(`${day}T00:00:00+08:00`) }));
}

/** A room as it is typed: the number of places as text. */
export interface RoomDraft {
  /** Its place in what was read; -1 for a new one. */
  at: number;
  campusId: string;
  name: string;
  capacity: string;
}

/** What keeps a room from being saved. */
export function roomFault(draft: RoomDraft, { rooms }: House): string | undefined {
  const name = draft.name.trim();
  if (name === '') return '写一下教室名称';
  const places = Number(draft.capacity);
  if (!Number.isInteger(places) || places < 1 || places > MOST_PLACES) return '座位数填 1 到 1000';
  const twice = rooms.some(
    (room, at) => at !== draft.at && room.campusId === draft.campusId && room.name.trim() === name,
  );
  return twice ? '这个校区已经有叫这个名字的教室' : undefined;
}

export function withRoom(house: House, { at, campusId, name, capacity }: RoomDraft): House {
  const room: Room = { campusId, name: name.trim(), capacity: Number(capacity) };
  const rooms = at < 0 ? [...house.rooms, room] : house.rooms.map((one, i) => (i === at ? room : one));
  return { ...house, rooms };
}

export function withoutRoom(house: House, at: number): House {
  return { ...house, rooms: house.rooms.filter((_, i) => i !== at) };
}

/** What keeps a holiday from being saved. */
export function holidayFault({ day, name }: Holiday, { holidays }: House): string | undefined {
  if (day === '') return '选一个日期';
  if (name.trim() === '') return '写一下是什么日子';
  return holidays.some((one) => one.day === day) ? '这一天已经有了' : undefined;
}

export function withHoliday(house: House, { day, name }: Holiday): House {
  return { ...house, holidays: [...house.holidays, { day, name: name.trim() }] };
}

export function withoutHoliday(house: House, day: string): House {
  return { ...house, holidays: house.holidays.filter((one) => one.day !== day) };
}
