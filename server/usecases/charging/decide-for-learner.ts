import { decide } from '../../domain/order/objection';
import { unitOf } from '../../domain/order/units';
import { BY_RULE } from '../closing/watch-silence';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { auditEntry } from '../staffing/audit';
import { taskId } from '../tasks/raise-task';
import { decidedPush } from '../teaching/objection-texts';
import type { Progress } from './progress';

/** The words the learner gets when the institution did not answer. */
const UNANSWERED = '机构没有在期限内答复，按规则免收。';

/** An objection that nobody has decided in time is decided for the learner: nothing is charged. */
export async function decideForLearner(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      const unit = unitOf(order, unitNo);
      const decideBy = unit.objection?.decideBy;
      if (unit.teaching !== 'objected' || decideBy === undefined || decideBy > now) return undefined;
      const decision = { kind: 'waived', explanation: UNANSWERED, by: BY_RULE, at: now } as const;
      const decided = decide(order, unitNo, decision);
      const subject = `${orderId}-${unitNo}`;
      const act = {
        by: BY_RULE,
        action: 'objection.unanswered',
        subject,
        after: { kind: 'waived', decideBy },
      };
      return {
        order: decided,
        pushes: [{ id: `d-${subject}`, draft: decidedPush(decided, unitOf(decided, unitNo), decision) }],
        settled: [taskId('objection', { orderId, unitNo })],
        also: (tx) => tx.insert('audit', auditEntry(ports, act, now)),
      };
    },
    { quiet: true },
  );
  return 'news';
}
