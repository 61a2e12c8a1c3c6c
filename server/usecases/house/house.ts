import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Holiday, StaffMember } from '../../domain/people/people';
import { isDay } from '../../domain/time';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { institutionOf } from '../staffing/institution';

/** Rooms and holidays of the institution. */
export async function readHouse(ports: Ports): Promise<ResponseOf<'staff', 'readHouse'>> {
  const { rooms = [], holidays = [] } = await institutionOf(ports);
  return { rooms, holidays };
}

/** @throws AppError BAD_REQUEST for a campus or a day that doesn't exist, or a room or day named twice */
export async function saveHouse(
  ports: Ports,
  staff: StaffMember,
  { requestId: _requestId, ...house }: RequestOf<'staff', 'saveHouse'>,
): Promise<void> {
  const { campuses } = await institutionOf(ports);
  const known = new Set(campuses.map((campus) => campus.id));
  const rooms = house.rooms.map((room) => `${room.campusId}/${room.name.trim()}`);
  if (house.rooms.some((room) => !known.has(room.campusId)) || new Set(rooms).size < rooms.length) {
    throw new AppError('BAD_REQUEST', 'a room twice or without a campus', { field: 'rooms' });
  }
  const days = house.holidays.map((holiday) => holiday.day);
  if (!days.every(isDay) || new Set(days).size < days.length) {
    throw new AppError('BAD_REQUEST', 'a day twice', { field: 'holidays' });
  }
  const { institutionId } = ports.settings;
  await ports.store.transaction(async (tx) => {
    const before = await tx.get('institutions', institutionId);
    if (before === undefined) throw new AppError('NOT_FOUND', 'the institution is not described yet');
    await tx.put('institutions', { ...before, ...house });
    const act = { by: staff._id, action: 'saveHouse', subject: institutionId };
    const was = { rooms: before.rooms ?? [], holidays: before.holidays ?? [] };
    await recordAct(tx, ports, { ...act, before: was, after: house }, ports.clock.now());
  });
}

/** Days on which weekly classes are not held. */
export async function holidaysOf(ports: Ports): Promise<Holiday[]> {
  return (await institutionOf(ports)).holidays ?? [];
}

/** A class has no more places than its room. @throws AppError BAD_REQUEST with what the room holds */
export async function refuseOvercrowding(
  ports: Ports,
  {
    campusId,
    place,
    online,
    capacity,
  }: { campusId: string; place: string; online: boolean; capacity: number },
): Promise<void> {
  if (online) return;
  const { rooms = [] } = await institutionOf(ports);
  const room = rooms.find((r) => r.campusId === campusId && r.name.trim() === place.trim());
  if (room === undefined || capacity <= room.capacity) return;
  throw new AppError('BAD_REQUEST', `${room.name} holds ${room.capacity}`, {
    ...{ field: 'capacity', room: room.name, most: room.capacity },
  });
}
