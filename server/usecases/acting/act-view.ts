import type { ResponseOf } from '../../../protocol';
import type { MoneyAct } from '../../domain/act/act';
import { AppError } from '../../domain/errors';
import { studentNames } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/staff-names';

export type ActView = ResponseOf<'finance', 'askAct'>;

/** An act as a member of staff sees it, with what she may do about it. */
export async function actView(ports: Ports, viewer: string, actId: string): Promise<ActView> {
  const act = await ports.store.get('acts', actId);
  const [view] = act === undefined ? [] : await actViews(ports, viewer, [act]);
  if (view === undefined) throw new AppError('NOT_FOUND', `no act ${actId}`);
  return view;
}

export async function actViews(ports: Ports, viewer: string, acts: readonly MoneyAct[]): Promise<ActView[]> {
  const orderIds = [...new Set(acts.map((act) => act.orderId))];
  const orders =
    orderIds.length === 0
      ? []
      : await ports.store.find('orders', { _id: { $in: orderIds } }, { limit: 1000 });
  const [staff, students, titles] = await Promise.all([
    staffNames(
      ports,
      acts.flatMap((act) => [act.askedBy, ...(act.decidedBy === undefined ? [] : [act.decidedBy])]),
    ),
    studentNames(
      ports,
      orders.map((order) => order.studentId),
    ),
    Promise.all(orders.map(async (order) => (await versionOf(ports.store, order)).title)),
  ]);
  return acts.map((act) => {
    const place = orders.findIndex(({ _id }) => _id === act.orderId);
    const order = orders[place];
    const unit = act.unitNo === undefined ? undefined : order?.units[act.unitNo - 1];
    return {
      ...facts(act),
      courseTitle: titles[place] ?? '',
      ...(unit === undefined ? {} : { unitName: unit.name }),
      studentName: students.get(order?.studentId ?? '') ?? '',
      askedByName: staff.get(act.askedBy) ?? '',
      ...(act.decidedBy === undefined ? {} : { decidedByName: staff.get(act.decidedBy) ?? '' }),
      actions: actionsOf(act, viewer, order?.payerOpenid),
    };
  });
}

function facts(act: MoneyAct) {
  const { _id, kind, state, orderId, unitNo, amountFen, fourEyes, reason, proof, askedAt } = act;
  const { chargeFen, paidAt, decidedAt, decisionReason, endedAt, outcome } = act;
  return {
    actId: _id,
    ...{ kind, state, orderId, amountFen, fourEyes, reason, proof, askedAt },
    ...(unitNo === undefined ? {} : { unitNo }),
    ...(chargeFen === undefined ? {} : { chargeFen }),
    ...(paidAt === undefined ? {} : { paidAt }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(decisionReason === undefined ? {} : { decisionReason }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/** Who asks does not approve, and nobody approves what is about her own money. */
export function mayDecide(
  act: Pick<MoneyAct, 'askedBy'>,
  payerOpenid: string | undefined,
  openid: string,
): boolean {
  return openid !== act.askedBy && openid !== payerOpenid;
}

function actionsOf(act: MoneyAct, viewer: string, payerOpenid: string | undefined): ActView['actions'] {
  if (act.state !== 'asked') return [];
  if (viewer === act.askedBy) return ['withdraw'];
  return mayDecide(act, payerOpenid, viewer) ? ['approve', 'decline'] : [];
}
