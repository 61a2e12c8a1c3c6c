import type { CourseVersion, VersionPlan } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import { DAY, plus } from '../../domain/time';
import type { CallOutcome, PlanFacts, PreparedCall } from '../../ports/pay-score';
import { recordIntent, sendStored, storedCall } from '../orders/intents';
import type { Ports } from '../ports';
import { raiseTask } from '../tasks/raise-task';

/** `ready`: every plan is as wanted · `pending`: ask again later · `refused`: a person must look. */
export type PlansState = 'ready' | 'pending' | 'refused';

/**
 * Brings the WeChat plans of a course version to what is wanted: `preparing` ones are created (P1), `stopping` ones
 * stopped (P3). Repeatable; after an unknown outcome the plan is asked for before the same bytes are sent again.
 */
export async function ensurePlans(ports: Ports, versionId: string): Promise<PlansState> {
  const version = await ports.store.get('course_versions', versionId);
  if (version === undefined) throw new AppError('NOT_FOUND', `no course version ${versionId}`);
  const states = new Set<PlansState>();
  for (const plan of version.plans) {
    if (plan.state === 'preparing' || plan.state === 'stopping')
      states.add(await ensurePlan(ports, version, plan));
  }
  // A refusal waits for a person; what is pending must be asked for again, whatever became of the others.
  if (states.has('pending')) return 'pending';
  return states.has('refused') ? 'refused' : 'ready';
}

async function ensurePlan(ports: Ports, version: CourseVersion, plan: VersionPlan): Promise<PlansState> {
  const known = await storedCall(ports, callKind(plan), plan.merchantPlanNo);
  if (known !== undefined) {
    const found = await ports.payScore.queryPlan(plan.merchantPlanNo);
    if (found.kind === 'done' && isWanted(plan, found.value))
      return settle(ports, version, plan, found.value);
    if (found.kind === 'busy' || found.kind === 'unknown') return 'pending';
  }
  const call = known ?? (await storeCall(ports, version, plan));
  const outcome: CallOutcome<PlanFacts> = await sendStored(ports, call);
  if (outcome.kind === 'done') return settle(ports, version, plan, outcome.value);
  if (outcome.kind !== 'refused') return 'pending';
  // It may be as wanted already, done by hand in WeChat's console or by a call whose answer was lost.
  const found = await ports.payScore.queryPlan(plan.merchantPlanNo);
  if (found.kind === 'done' && isWanted(plan, found.value)) return settle(ports, version, plan, found.value);
  await reportRefusal(ports, version, plan, outcome.code);
  return 'refused';
}

function callKind(plan: VersionPlan): 'create-plan' | 'stop-plan' {
  return plan.state === 'preparing' ? 'create-plan' : 'stop-plan';
}

function isWanted(plan: VersionPlan, facts: PlanFacts): boolean {
  return plan.state === 'preparing' || facts.state === 'STOP';
}

async function storeCall(
  ports: Ports,
  version: CourseVersion,
  plan: VersionPlan,
): Promise<PreparedCall<'create-plan' | 'stop-plan'>> {
  const call =
    plan.state === 'stopping'
      ? ports.payScore.prepare('stop-plan', { merchantPlanNo: plan.merchantPlanNo })
      : ports.payScore.prepare('create-plan', {
          serviceKey: plan.serviceKey,
          merchantPlanNo: plan.merchantPlanNo,
          name: version.title,
          durationDays: version.planDays,
          details: plan.details.map(({ name, originalFen, priceFen }) => ({ name, originalFen, priceFen })),
        });
  await ports.store.transaction((tx) => recordIntent(tx, call, version._id, ports.clock.now()));
  return call;
}

async function settle(
  ports: Ports,
  version: CourseVersion,
  plan: VersionPlan,
  facts: PlanFacts,
): Promise<PlansState> {
  await ports.store.transaction(async (tx) => {
    const current = await tx.get('course_versions', version._id);
    if (current === undefined) return;
    const plans = current.plans.map((p): VersionPlan => {
      if (p.merchantPlanNo !== plan.merchantPlanNo) return p;
      return { ...p, planId: facts.planId, state: facts.state === 'STOP' ? 'stopped' : 'normal' };
    });
    await tx.put('course_versions', { ...current, plans });
  });
  return 'ready';
}

async function reportRefusal(
  ports: Ports,
  version: CourseVersion,
  plan: VersionPlan,
  code: string,
): Promise<void> {
  ports.log.error('plan.refused', { version: version._id, plan: plan.merchantPlanNo, code });
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    await raiseTask(
      tx,
      {
        institutionId: version.institutionId,
        kind: 'configuration',
        forRoles: ['owner', 'finance'],
        subject: {},
        reason: `微信支付没有接受课程「${version.title}」的扣费计划（${code}）。请核对服务配置后重新发布。`,
        deadline: plus(now, DAY),
      },
      now,
    );
  });
}
