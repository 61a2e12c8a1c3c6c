import type { RequestOf } from '../../../protocol';
import type { MoneyAct } from '../../domain/act/act';
import { AppError } from '../../domain/errors';
import { putAgenda } from '../agenda/agenda';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise, authorisedMember } from '../staffing/authorise';
import { taskId } from '../tasks/raise-task';
import { endingChange, moveAct } from './act-steps';
import { mayDecide } from './act-view';

/**
 * A second person approves an act or declines it, with a reason. Who asked may not, nor whose order it is.
 * @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE when it is decided already
 */
export async function decideAct(
  ports: Ports,
  openid: string,
  decision: RequestOf<'finance', 'decideAct'>,
): Promise<{ actId: string }> {
  const { actId, approve, reason } = decision;
  const seen = await actHere(ports, openid, 'decideAct', actId);
  await changeOrder(ports, seen.orderId, async (order, now, tx) => {
    const act = await tx.get('acts', actId);
    if (act?.state !== 'asked') throw new AppError('WRONG_STATE', `act ${actId} is ${act?.state}`);
    if (!mayDecide(act, order.payerOpenid, openid)) {
      throw new AppError('FORBIDDEN', 'who asks, or whose order it is, does not approve');
    }
    const decided: MoneyAct = { ...act, decidedBy: openid, decidedAt: now, decisionReason: reason };
    if (!approve) {
      const ending = { state: 'declined', outcome: reason } as const;
      return endingChange(ports, decided, ending, now, { before: order, change: { order } });
    }
    return {
      order,
      settled: [taskId('act_asked', subjectOf(act))],
      also: async (t) => {
        await t.put('acts', moveAct(decided, 'approved'));
        await putAgenda(t, 'act', actId, now);
        const entry = { by: openid, action: 'decideAct', subject: actId, after: { approve, reason } };
        await recordAct(t, ports, entry, now);
      },
    };
  });
  return { actId };
}

/** Takes an act back that one has asked for oneself. @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE */
export async function withdrawAct(ports: Ports, openid: string, actId: string): Promise<{ actId: string }> {
  const seen = await actHere(ports, openid, 'withdrawAct', actId);
  if (seen.askedBy !== openid) throw new AppError('FORBIDDEN', 'only who asked takes it back');
  await changeOrder(ports, seen.orderId, async (order, now, tx) => {
    const act = await tx.get('acts', actId);
    if (act?.state !== 'asked') throw new AppError('WRONG_STATE', `act ${actId} is ${act?.state}`);
    const ending = { state: 'withdrawn', outcome: '已撤回' } as const;
    return endingChange(ports, act, ending, now, { before: order, change: { order } });
  });
  return { actId };
}

/** An act of a campus of the member's. @throws AppError FORBIDDEN, NOT_FOUND */
export async function actHere(
  ports: Ports,
  openid: string,
  action: 'decideAct' | 'withdrawAct' | 'readAct',
  actId: string,
): Promise<MoneyAct> {
  const member = await authorisedMember(ports, openid, action);
  const act = await ports.store.get('acts', actId);
  if (act?.institutionId !== ports.settings.institutionId) throw new AppError('NOT_FOUND', `no act ${actId}`);
  authorise(member, action, { campusIds: [act.campusId] });
  return act;
}

function subjectOf({ orderId, unitNo }: MoneyAct) {
  return { orderId, ...(unitNo === undefined ? {} : { unitNo }) };
}
