import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import { marksAllowed } from '../../domain/class/roll-call';
import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { CLASS_MACHINE } from '../../domain/machines';
import { type RollCall, teachClass } from '../../domain/order/teaching';
import { unitOf } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { parseTime, type Time } from '../../domain/time';
import { StoreBusy } from '../../ports/store';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { allButBusy } from '../requests/side-by-side';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { settleTask, taskId } from '../tasks/raise-task';
import { classOf } from './class-of';
import { rollCalledPush } from './class-texts';
import { type SeatToMark, seatsToMark } from './seats-to-mark';

type RollCallRequest = RequestOf<'staff', 'rollCall'>;
type Mark = RollCallRequest['marks'][number];
type Result = ResponseOf<'staff', 'rollCall'>['results'][number];

/** Seats marked at the same time: their orders are different documents, so their transactions don't meet. */
const AT_ONCE = 5;

/**
 * Calls the roll. Each seat is one transaction: seat, order, agenda and the learner's push; a seat that can't be
 * marked is told and does not stop the others. What they have in common is read once. Repeatable: a seat that has its mark already keeps it, and an
 * act that the phone has named is done once, also when it is sent again in another batch after it was undone.
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE when the class is cancelled; StoreBusy when others hold some of the
 *   orders, after all the others are marked
 */
export async function rollCall(
  ports: Ports,
  staff: StaffMember,
  request: RollCallRequest,
): Promise<{ results: Result[] }> {
  const cls = await classOf(ports, request.classId);
  authorise(staff, 'rollCall', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid });
  if (cls.state === 'cancelled') throw new AppError('WRONG_STATE', `class ${cls._id} is cancelled`);
  const seatIds = request.marks.map((mark) => mark.seatId);
  const toMark = await seatsToMark(ports, cls, seatIds);
  const found = new Map<Mark, Result>();
  const left = await allButBusy(acts(request.marks), AT_ONCE, async (marks) => {
    for (const mark of marks)
      found.set(mark, await tryMark(ports, staff, cls, toMark.get(mark.seatId), mark));
  });
  const results = request.marks.flatMap((mark) => found.get(mark) ?? []);
  await afterRollCall(ports, staff, cls, results);
  if (left.length > 0) throw new StoreBusy(`class ${cls._id}: ${left.length} seats are held by others`);
  return { results };
}

/** The marks of each seat, in their order. */
function acts(marks: readonly Mark[]): Mark[][] {
  return [...new Set(marks.map((mark) => mark.seatId))].map((seatId) =>
    marks.filter((mark) => mark.seatId === seatId),
  );
}

/** Marks one seat; a refusal is its result. */
async function tryMark(
  ports: Ports,
  staff: StaffMember,
  cls: CourseClass,
  toMark: SeatToMark | undefined,
  mark: Mark,
): Promise<Result> {
  try {
    if (toMark === undefined) throw new AppError('NOT_FOUND', `no seat ${mark.seatId} in class ${cls._id}`);
    return await markSeat(ports, staff, cls, toMark, mark);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { seatId: mark.seatId, error: { code: error.code, message: error.learnerText } };
  }
}

async function markSeat(
  ports: Ports,
  staff: StaffMember,
  cls: CourseClass,
  { seat: seen, ...terms }: SeatToMark,
  mark: Mark,
): Promise<Result> {
  let result: Result | undefined;
  await changeOrder(ports, seen.orderId, async (order, now, tx) => {
    const seat = await tx.get('seats', seen._id);
    const repeated = seat !== undefined && isRepeated(seat, mark);
    if (seat !== undefined && (repeated || seat.state === mark.mark)) {
      // This act was done, in another batch perhaps, or the seat was marked so by a colleague.
      const windowEndsAt = seat.unitNo === undefined ? undefined : unitOf(order, seat.unitNo).windowEndsAt;
      result = repeated ? repeatedResult(seat, windowEndsAt) : resultOf(seat, mark, windowEndsAt);
      return undefined;
    }
    if ((await tx.get('classes', cls._id))?.state === 'cancelled')
      throw new AppError('WRONG_STATE', `class ${cls._id} has just been cancelled`);
    if (seat === undefined || !marksAllowed(cls, seat, now).includes(mark.mark)) {
      throw new AppError('WRONG_STATE', `seat ${seen._id} is ${seat?.state}, no ${mark.mark} now`);
    }
    const roll = rollOf(mark, staff, now);
    const taught = teachClass(order, seat, cls, roll, terms);
    const unitNo = taught.seat.unitNo;
    const windowEndsAt = unitNo === undefined ? undefined : unitOf(taught.order, unitNo).windowEndsAt;
    result = resultOf(taught.seat, mark, windowEndsAt);
    return {
      order: taught.order,
      seats: [taught.seat],
      pushes: [
        {
          id: `k-${seat._id}-${seat.revision}`,
          draft: rollCalledPush(order.payerOpenid, taught.seat, cls, windowEndsAt),
        },
      ],
      settled:
        seat.state === 'on_hold' ? [taskId('seat_on_hold', { orderId: order._id, classId: cls._id })] : [],
    };
  });
  return result ?? { seatId: mark.seatId };
}

/** The act as it stays on the seat: who, when, and what it was seen by. */
function rollOf({ mark, note, pictures, actId, markedAt }: Mark, staff: StaffMember, now: Time): RollCall {
  const seen = markedAt === undefined ? undefined : parseTime(markedAt);
  return {
    ...{ mark, by: staff._id, at: now },
    ...(note ? { note } : {}),
    ...(pictures?.length ? { pictures } : {}),
    ...(actId === undefined ? {} : { actId }),
    ...(seen === undefined ? {} : { markedAt: seen }),
  };
}

function isRepeated(seat: Seat, { actId }: Mark): boolean {
  return actId !== undefined && seat.marks.some((known) => known.actId === actId);
}

/** What the seat is by now: the act may have been undone since it was done. */
function repeatedResult(seat: Seat, windowEndsAt: Time | undefined): Result {
  const last = seat.marks.at(-1);
  const state = last?.undoneAt === undefined ? last?.mark : undefined;
  return {
    ...{ seatId: seat._id, repeated: true },
    ...(state === undefined ? {} : { state }),
    ...(seat.unitNo === undefined ? {} : { unitNo: seat.unitNo }),
    ...(windowEndsAt === undefined ? {} : { windowEndsAt }),
  };
}

function resultOf(seat: Seat, { seatId, mark }: Mark, windowEndsAt: Time | undefined): Result {
  const attended = mark === 'attended' || mark === 'late';
  return {
    seatId,
    state: mark,
    ...(seat.unitNo === undefined ? {} : { unitNo: seat.unitNo }),
    ...(windowEndsAt === undefined ? {} : { windowEndsAt }),
    ...(attended && seat.unitNo === undefined ? { cameFree: true } : {}),
  };
}

/** The class was held once its roll is called; nobody has to be reminded of a roll that is complete. */
async function afterRollCall(
  ports: Ports,
  staff: StaffMember,
  cls: CourseClass,
  results: readonly Result[],
): Promise<void> {
  const marked = results.filter((result) => result.state !== undefined);
  if (marked.length === 0) return;
  const open = await ports.store.count('seats', { classId: cls._id, state: { $in: ['booked', 'on_hold'] } });
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const stored = await tx.get('classes', cls._id);
    if (stored?.state === 'scheduled' && stored.startsAt <= now) {
      const state = move('class', CLASS_MACHINE, stored.state, 'held');
      const held = { state, rollCalledAt: now, rollCalledBy: staff._id, revision: stored.revision + 1 };
      await tx.put('classes', { ...stored, ...held });
    }
    if (open === 0) await settleTask(tx, taskId('roll_call_missing', { classId: cls._id }), now);
    const after = marked.map(({ seatId, state }) => ({ seatId, state }));
    await recordAct(tx, ports, { by: staff._id, action: 'rollCall', subject: cls._id, after }, now);
  });
}
