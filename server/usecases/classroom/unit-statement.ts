import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Seat } from '../../domain/class/class';
import type { LedgerEntry } from '../../domain/ledger/entry';
import { lessonNoOf } from '../../domain/order/lessons';
import type { Order, Unit } from '../../domain/order/order';
import { RULES } from '../../domain/region/rules';
import { versionOf } from '../charging/version-of';
import { unitView } from '../orders/order-view';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/staff-names';
import { entryView } from './order-statement';
import { unitOrRefuse } from './own-unit';

type Statement = ResponseOf<'classroom', 'statement'>;

/**
 * Why this charge: the contract line she accepted, the rule that allowed the order, every roll call behind the unit
 * (undone ones too), and the ledger's entries.
 * @throws AppError NOT_FOUND
 */
export async function unitStatement(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'statement'>,
): Promise<Statement> {
  const order = await ownOrder(ports, openid, request.orderId);
  const unit = unitOrRefuse(order, request.unitNo);
  const [rollCalls, entries] = await Promise.all([
    rollCallsOf(ports, order, unit),
    entriesOf(ports, order, unit.no),
  ]);
  const { no, name, priceFen, originalFen } = unit;
  return {
    orderId: order._id,
    unit: unitView(order, unit, ports.clock.now()),
    contract: { ...order.contract, line: { no, name, priceFen, originalFen } },
    regionRule: ruleView(order.regionRule),
    rollCalls,
    entries: entries.map(entryView),
  };
}

function ruleView(id: string): Statement['regionRule'] {
  const rule = RULES.find((known) => known.id === id);
  return { id, text: rule?.text ?? '', source: rule?.source ?? '' };
}

async function entriesOf(ports: Ports, order: Order, unitNo: number): Promise<LedgerEntry[]> {
  const entries = await ports.store.find('ledger', { orderId: order._id }, { sort: { seq: 1 }, limit: 1000 });
  return entries.filter((entry) => entry.unitNo === unitNo);
}

/** What was taught on the unit: marks of classes, and lessons that she finished herself. */
async function rollCallsOf(ports: Ports, order: Order, unit: Unit): Promise<Statement['rollCalls']> {
  const seatIds = unit.taught.map((taught) => taught.seatId);
  if (seatIds.length === 0) return [];
  const seats = await ports.store.find('seats', { _id: { $in: seatIds } }, { limit: 1000 });
  const [titles, names, version] = await Promise.all([
    classTitles(ports, seats),
    staffNames(
      ports,
      seats.flatMap((seat) => seat.marks.map((mark) => mark.by)),
    ),
    versionOf(ports.store, order),
  ]);
  return unit.taught.flatMap((taught, index) => {
    const seat = seats.find((s) => s._id === taught.seatId);
    const priceFen = unit.classPricesFen[index];
    if (seat !== undefined) return marksOf(seat, titles.get(seat.classId) ?? '', names, priceFen);
    const lesson = version.lessons[lessonNoOf(taught.classId) - 1];
    const { classId, mark, at } = taught;
    const head = { classId, title: lesson?.title ?? unit.name, startsAt: at, mark, at, by: '学员' };
    return [priceFen === undefined ? head : { ...head, priceFen }];
  });
}

async function classTitles(ports: Ports, seats: readonly Seat[]): Promise<Map<string, string>> {
  const ids = [...new Set(seats.map((seat) => seat.classId))];
  if (ids.length === 0) return new Map();
  const classes = await ports.store.find('classes', { _id: { $in: ids } }, { limit: 1000 });
  return new Map(classes.map((cls) => [cls._id, cls.title]));
}

function marksOf(
  seat: Seat,
  title: string,
  names: ReadonlyMap<string, string>,
  priceFen: number | undefined,
): Statement['rollCalls'] {
  return seat.marks.map(({ mark, at, by, note, undoneAt }) => ({
    classId: seat.classId,
    title: title === '' ? '课次' : title,
    startsAt: seat.startsAt,
    ...{ mark, at },
    by: names.get(by) ?? '老师',
    ...(note === undefined ? {} : { note }),
    ...(undoneAt === undefined ? {} : { undoneAt }),
    // A mark that was taken back costs nothing.
    ...(priceFen === undefined || undoneAt !== undefined ? {} : { priceFen }),
  }));
}
