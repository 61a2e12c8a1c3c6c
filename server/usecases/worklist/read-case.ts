import type { RequestOf, ResponseOf } from '../../../protocol';
import { sum, ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import { owedFen, unitStatus } from '../../domain/order/units';
import type { TaskKind } from '../../domain/task/task';
import { studentNames } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import { unitOrRefuse } from '../classroom/own-unit';
import { closingPreviewView } from '../orders/order-view';
import type { Ports } from '../ports';
import { authorise, authorisedMember } from '../staffing/authorise';
import { orderOf } from '../teaching/order-of';
import { nextActs } from './next-acts';
import { storyOf } from './story';

export type Case = ResponseOf<'finance', 'readCase'>;

const MOST = 200;

/** The story of an order, or of one unit of it, and what may be done. @throws AppError FORBIDDEN, NOT_FOUND */
export async function readCase(
  ports: Ports,
  openid: string,
  { orderId, unitNo }: RequestOf<'finance', 'readCase'>,
): Promise<Case> {
  const member = await authorisedMember(ports, openid, 'readCase');
  const order = await orderOf(ports, orderId);
  authorise(member, 'readCase', { campusIds: [order.campusId] });
  const unit = unitNo === undefined ? undefined : unitOrRefuse(order, unitNo);
  const told = await caseOf(ports, order, unit);
  const stops = told.nextActs.some(({ kind }) => kind === 'stop_plan');
  return stops ? { ...told, closing: closingPreviewView(order, ports.clock.now()) } : told;
}

export async function caseOf(
  ports: Ports,
  order: Order,
  unit: Unit | undefined,
  task?: TaskKind,
): Promise<Case> {
  const orderId = order._id;
  const [version, names, refunds, acts, intents] = await Promise.all([
    versionOf(ports.store, order),
    studentNames(ports, [order.studentId]),
    ports.store.find('refunds', { orderId }, { sort: { askedAt: 1 }, limit: MOST }),
    ports.store.find('acts', { orderId }, { sort: { askedAt: 1 }, limit: MOST }),
    ports.store.find('intents', { subject: orderId }, { sort: { createdAt: 1 }, limit: 1000 }),
  ]);
  const asked = refunds.filter((refund) => refund.state === 'asked' && refund.unitNo === unit?.no);
  return {
    orderId,
    ...(unit === undefined ? {} : unitHead(unit, ports)),
    studentName: names.get(order.studentId) ?? '',
    courseTitle: version.title,
    orderState: order.state,
    amountFen: task === 'refund_asked' ? sum(asked.map((refund) => refund.askedFen)) : amountOf(order, unit),
    ...(unit?.teaching === 'objected' && unit.objection ? { said: unit.objection.text } : {}),
    ...(unit === undefined ? {} : { money: unitMoney(unit) }),
    story: storyOf({ order, unit, refunds, acts, intents }),
    nextActs: nextActs(order, unit, task),
  };
}

function unitHead(unit: Unit, ports: Ports) {
  return { unitNo: unit.no, unitName: unit.name, unitStatus: unitStatus(unit, ports.clock.now()) };
}

function unitMoney(unit: Unit): NonNullable<Case['money']> {
  const { collection, priceFen, chargeFen, loweredAt, collectedFen, refundedFen, paidAt } = unit;
  const [transactionId] = unit.transactionIds ?? [];
  return {
    ...{ collection, priceFen, lowered: loweredAt !== undefined },
    ...{ collectedFen: collectedFen ?? ZERO, refundedFen: refundedFen ?? ZERO },
    ...(chargeFen === undefined ? {} : { chargeFen }),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(paidAt === undefined ? {} : { paidAt }),
  };
}

/** What is owed for what was taught. */
function amountOf(order: Order, unit: Unit | undefined) {
  if (unit !== undefined) return owedFen(unit);
  const taught = order.units.filter((u) => u.taught.length > 0);
  return taught.length === 0 ? ZERO : sum(taught.map(owedFen));
}
