import type { CourseClass, Seat } from '../../domain/class/class';
import type { CourseVersion } from '../../domain/course/course';
import type { LedgerEntry } from '../../domain/ledger/entry';
import { keptAttempt } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import type { Payment } from '../../domain/payment/payment';
import type { Refund } from '../../domain/payment/refund';
import type { Push } from '../../domain/push/push';
import { DAY, earliest, plus, type Time } from '../../domain/time';
import type { Intent, StoredNotification } from '../../ports/pay-score';
import type { AuditEntry } from '../../ports/store';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/staff-names';
import { type Digests, pictureDigests } from './picture-digests';

/** Everything that is known about one charge. */
export interface Story {
  order: Order;
  unit: Unit;
  version: CourseVersion;
  classes: CourseClass[];
  seats: Seat[];
  moves: AuditEntry[];
  pushes: Push[];
  intents: Intent[];
  callbacks: StoredNotification[];
  payments: Payment[];
  refunds: Refund[];
  entries: LedgerEntry[];
  pictures: Digests;
  names: Map<string, string>;
}

const MOST = 1000;
/** What is said about a class comes within so long after it. */
const PUSHES_AFTER = 60 * DAY;

/** Reads it; every query is bounded and has an index. */
export async function gatherStory(ports: Ports, order: Order, unit: Unit): Promise<Story> {
  const { store } = ports;
  const orderId = order._id;
  const seatIds = unit.taught.map((taught) => taught.seatId);
  const seats =
    seatIds.length === 0 ? [] : await store.find('seats', { _id: { $in: seatIds } }, { limit: MOST });
  const classIds = seats.map((seat) => seat.classId);
  const [version, classes, moves, intents, payments, refunds, entries] = await Promise.all([
    versionOf(store, order),
    classIds.length === 0 ? [] : store.find('classes', { _id: { $in: classIds } }, { limit: MOST }),
    classIds.length === 0
      ? []
      : store.find('audit', { subject: { $in: classIds } }, { sort: { at: 1 }, limit: MOST }),
    store.find('intents', { subject: orderId }, { sort: { createdAt: 1 }, limit: MOST }),
    store.find('payments', { orderId }, { sort: { createdAt: 1 }, limit: MOST }),
    store.find('refunds', { orderId }, { sort: { askedAt: 1 }, limit: MOST }),
    store.find('ledger', { orderId }, { sort: { seq: 1 }, limit: MOST }),
  ]);
  const own = {
    payments: payments.filter((payment) => payment.unitNo === unit.no),
    refunds: refunds.filter((refund) => refund.unitNo === unit.no),
  };
  const numbers = numbersOf(order, unit, own);
  const [pushes, callbacks, pictures, names] = await Promise.all([
    pushesOf(ports, order, unit, classes),
    store.find('notifications', { businessNo: { $in: numbers } }, { sort: { receivedAt: 1 }, limit: 200 }),
    pictureDigests(ports, picturesOf(seats, unit)),
    staffNames(
      ports,
      seats.flatMap((seat) => seat.marks.map((mark) => mark.by)),
    ),
  ]);
  const calls = intents.filter(({ _id }) => numbers.includes(_id.split(':')[1] ?? ''));
  return {
    order,
    unit,
    version,
    classes,
    seats,
    moves,
    pushes,
    intents: calls,
    callbacks,
    ...own,
    entries,
    pictures,
    names,
  };
}

/** Our numbers at WeChat Pay that this charge is about: signature, service order, payments, refunds. */
function numbersOf(order: Order, unit: Unit, own: { payments: Payment[]; refunds: Refund[] }): string[] {
  const kept = keptAttempt(order);
  return [
    ...(kept === undefined ? [] : [kept.merchantSignPlanNo]),
    unit.outTradeNo,
    ...own.payments.map((payment) => payment._id),
    ...own.refunds.map((refund) => refund._id),
  ];
}

function picturesOf(seats: readonly Seat[], unit: Unit): string[] {
  const { pictures = [], evidence = [] } = unit.objection ?? {};
  return [
    ...seats.flatMap((seat) => seat.marks.flatMap((mark) => mark.pictures ?? [])),
    ...pictures,
    ...evidence.flatMap((entry) => entry.files),
  ];
}

/** Messages about the classes of the unit or about its money. */
async function pushesOf(
  ports: Ports,
  order: Order,
  unit: Unit,
  classes: readonly CourseClass[],
): Promise<Push[]> {
  const [first, ...others] = classes.map((cls) => cls.createdAt);
  const from: Time = first === undefined ? (order.signedAt ?? order.createdAt) : earliest(first, ...others);
  const to = plus(unit.taughtAt ?? ports.clock.now(), PUSHES_AFTER);
  const found = await ports.store.find(
    'pushes',
    { openid: order.payerOpenid, createdAt: { $gte: from, $lte: to } },
    { sort: { createdAt: 1 }, limit: MOST },
  );
  const ids = await sameSeries(ports, classes);
  return found.filter(({ _id, kind, link }) => {
    if (link.page === 'class') {
      const here = classes.some((cls) => cls._id === link.id);
      return here || (kind === 'class_scheduled' && ids.has(link.id) && _id.endsWith(`-${order._id}`));
    }
    return link.id === order._id && link.unitNo === unit.no;
  });
}

/** Classes scheduled together are told in one message, which names the first of them. */
async function sameSeries(ports: Ports, classes: readonly CourseClass[]): Promise<Set<string>> {
  const series = [...new Set(classes.flatMap((cls) => cls.seriesId ?? []))];
  if (series.length === 0) return new Set();
  const together = await ports.store.find('classes', { seriesId: { $in: series } }, { limit: MOST });
  return new Set(together.map((cls) => cls._id));
}
