import type { AuditEntry } from '../../ports/store';
import { byId } from '../browsing/by-id';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { classTimeText } from '../teaching/class-texts';
import { staffNames } from './staff-names';

type Kind = 'staff' | 'course' | 'class' | 'seat' | 'unit' | 'order' | 'act' | 'refund' | 'invoice';

/** What the subject of an act is; acts that are not here are about the house itself. */
const SUBJECTS: Readonly<Record<string, Kind>> = {
  claimOwner: 'staff',
  accept: 'staff',
  changeRoles: 'staff',
  leave: 'staff',
  saveCourse: 'course',
  publishCourse: 'course',
  stopSelling: 'course',
  forgetExpected: 'course',
  scheduleClass: 'class',
  reschedule: 'class',
  cancelClass: 'class',
  saveMaterial: 'class',
  rollCall: 'class',
  undoMark: 'seat',
  bookSeats: 'seat',
  waitForSeat: 'seat',
  stopWaiting: 'seat',
  decideObjection: 'unit',
  'objection.unanswered': 'unit',
  addEvidence: 'unit',
  'silence.stopped': 'order',
  evidence: 'order',
  askAct: 'act',
  decideAct: 'act',
  decideRefund: 'refund',
  issueInvoice: 'invoice',
  declineInvoice: 'invoice',
};

/** Acts of finance end as `waive.done`, `lower.failed` …, under the number of the act. */
const ENDED = /\.(done|failed|declined|withdrawn)$/;

function kindOf({ action }: AuditEntry): Kind | undefined {
  if (action === 'erasure.done') return undefined;
  return SUBJECTS[action] ?? (ENDED.test(action) ? 'act' : undefined);
}

/** What each of a page of acts was about, in names; empty where it has none. Read for all of them at once. */
export async function subjectNames(
  ports: Ports,
  entries: readonly AuditEntry[],
): Promise<(entry: AuditEntry) => string> {
  const of = (kind: Kind) => entries.filter((entry) => kindOf(entry) === kind).map(({ subject }) => subject);
  const seats = of('seat').map(splitAtEnd);
  const units = of('unit').map(splitAtEnd);
  const [staff, courses, classes, acts, refunds, invoices] = await Promise.all([
    staffNames(ports, of('staff')),
    byId(ports, 'courses', of('course')),
    byId(ports, 'classes', [...of('class'), ...seats.map(([classId]) => classId)]),
    byId(ports, 'acts', of('act')),
    byId(ports, 'refunds', of('refund')),
    byId(ports, 'invoices', of('invoice')),
  ]);
  const byOrder = [...acts.values(), ...refunds.values(), ...invoices.values()].map(({ orderId }) => orderId);
  const orderName = await orderNames(ports, [
    ...of('order'),
    ...byOrder,
    ...units.map(([orderId]) => orderId),
    ...seats.map(([, orderId]) => orderId),
  ]);
  const className = (id: string) => {
    const cls = classes.get(id);
    return cls === undefined ? '' : `${cls.title} ${classTimeText(cls.startsAt)}`;
  };
  const names: Record<Kind, (subject: string) => string> = {
    staff: (id) => staff.get(id) ?? '',
    course: (id) => courses.get(id)?.draft.title ?? '',
    class: className,
    seat: (id) => named(orderName(splitAtEnd(id)[1]), className(splitAtEnd(id)[0])),
    unit: (id) => named(orderName(splitAtEnd(id)[0]), `第 ${splitAtEnd(id)[1]} 个扣费节点`),
    order: orderName,
    act: (id) => {
      const act = acts.get(id);
      return named(
        orderName(act?.orderId ?? ''),
        act?.unitNo === undefined ? '' : `第 ${act.unitNo} 个扣费节点`,
      );
    },
    refund: (id) => orderName(refunds.get(id)?.orderId ?? ''),
    invoice: (id) => orderName(invoices.get(id)?.orderId ?? ''),
  };
  return (entry) => {
    const kind = kindOf(entry);
    return kind === undefined ? '' : names[kind](entry.subject);
  };
}

/** `学员 · 课程` of orders. */
async function orderNames(ports: Ports, ids: readonly string[]): Promise<(orderId: string) => string> {
  const orders = await byId(ports, 'orders', ids);
  const [students, versions] = await Promise.all([
    studentNames(
      ports,
      [...orders.values()].map((order) => order.studentId),
    ),
    byId(
      ports,
      'course_versions',
      [...orders.values()].map((order) => order.versionId),
    ),
  ]);
  return (orderId) => {
    const order = orders.get(orderId);
    if (order === undefined) return '';
    return named(students.get(order.studentId) ?? '', versions.get(order.versionId)?.title ?? '');
  };
}

/** Ids of orders have no dash in them, nor have numbers: what comes after the last one. */
function splitAtEnd(id: string): [string, string] {
  const dash = id.lastIndexOf('-');
  return [id.slice(0, dash), id.slice(dash + 1)];
}

function named(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
