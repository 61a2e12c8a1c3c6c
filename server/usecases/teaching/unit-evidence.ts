import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import { lessonNoOf } from '../../domain/order/lessons';
import type { Order, Unit } from '../../domain/order/order';
import { taughtFen } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { moneyLimits } from '../acting/limits';
import { studentNames } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import { unitOrRefuse } from '../classroom/own-unit';
import { unitView } from '../orders/order-view';
import type { Ports } from '../ports';
import { authorise, mayDo } from '../staffing/authorise';
import { staffNames } from '../staffing/staff-names';
import { orderOf } from './order-of';

type Evidence = ResponseOf<'staff', 'unitEvidence'>;

/** What speaks for and against the charge of a unit, both sides'. @throws AppError FORBIDDEN, NOT_FOUND */
export async function readUnitEvidence(
  ports: Ports,
  staff: StaffMember,
  { orderId, unitNo }: RequestOf<'staff', 'unitEvidence'>,
): Promise<Evidence> {
  const order = await orderOf(ports, orderId);
  authorise(staff, 'unitEvidence', { campusIds: [order.campusId] });
  const unit = unitOrRefuse(order, unitNo);
  const [version, names, limits, classes] = await Promise.all([
    versionOf(ports.store, order),
    studentNames(ports, [order.studentId]),
    moneyLimits(ports),
    classesOf(ports, order, unit),
  ]);
  return {
    orderId,
    studentName: names.get(order.studentId) ?? '',
    courseTitle: version.title,
    unit: unitView(order, unit, ports.clock.now()),
    taughtFen: taughtFen(unit),
    classes,
    fourEyesAboveFen: limits.fourEyesAboveFen,
    actions: actionsOf(staff, order, unit),
  };
}

/** Nobody decides about her own order alone. */
function actionsOf(staff: StaffMember, order: Order, unit: Unit): Evidence['actions'] {
  if (unit.teaching !== 'objected' || order.parked) return [];
  const where = { campusIds: [order.campusId] };
  const isOwn = staff._id === order.payerOpenid;
  const isBusy = (order.liveActs ?? []).some((live) => live.unitNo === undefined || live.unitNo === unit.no);
  return [
    ...(!isOwn && !isBusy && mayDo(staff, 'decideObjection', where) ? (['decide'] as const) : []),
    ...(!isBusy && mayDo(staff, 'askAct', where) ? (['ask'] as const) : []),
    ...(mayDo(staff, 'addEvidence', where) ? (['add'] as const) : []),
  ];
}

async function classesOf(ports: Ports, order: Order, unit: Unit): Promise<Evidence['classes']> {
  if (unit.taught.length === 0) return [];
  const seatIds = unit.taught.map((taught) => taught.seatId);
  const classIds = [...new Set(unit.taught.map((taught) => taught.classId))];
  const [seats, classes, version] = await Promise.all([
    ports.store.find('seats', { _id: { $in: seatIds } }, { limit: 1000 }),
    ports.store.find('classes', { _id: { $in: classIds } }, { limit: 1000 }),
    versionOf(ports.store, order),
  ]);
  const names = await staffNames(ports, [
    ...classes.map((cls) => cls.teacherOpenid),
    ...seats.flatMap((seat) => seat.marks.map((mark) => mark.by)),
  ]);
  return unit.taught.map(({ classId, seatId, at }) => {
    const seat = seats.find(({ _id }) => _id === seatId);
    const cls = classes.find(({ _id }) => _id === classId);
    if (seat !== undefined && cls !== undefined) return taughtClass(cls, seat, names);
    // A lesson on demand has no class: she finished it herself.
    const title = version.lessons[lessonNoOf(classId) - 1]?.title ?? unit.name;
    return { classId, title, startsAt: at, endsAt: at, place: '', teacherName: '', marks: [] };
  });
}

function taughtClass(
  cls: CourseClass,
  seat: Seat,
  names: ReadonlyMap<string, string>,
): Evidence['classes'][number] {
  const { _id, title, startsAt, endsAt, place, teacherOpenid } = cls;
  return {
    classId: _id,
    ...{ title, startsAt, endsAt, place, teacherName: names.get(teacherOpenid) ?? '' },
    marks: seat.marks.map(({ mark, at, by, note = '', pictures = [], undoneAt }) => ({
      ...{ mark, at, byName: names.get(by) ?? '', note, pictures },
      ...(undoneAt === undefined ? {} : { undoneAt }),
    })),
  };
}
