import type { FaultSpec } from '../../local-wechat/control/faults';
import type { PaySwitches } from '../../local-wechat/pay';
import { type Occasions, occasionsOf } from './books/calls';
import { evidenceOf } from './books/evidence';
import { differences, type Portrait, portraitOf } from './books/portrait';
import { readEvidence } from './books/read-evidence';
import { brokenInvariants } from './check-invariants';
import type { Stand } from './stand';
import { History } from './story/history';
import type { Learner } from './story/learner';
import type { Cast } from './story/role';

/** One history under a setting or a fault. */
export interface Trial {
  readonly name: string;
  readonly casts: readonly Cast[];
  readonly switches?: Partial<PaySwitches>;
  /** What goes wrong for anybody; each must happen, or nothing was tried. */
  readonly faults?: readonly FaultSpec[];
}

/** What became of one learner. */
export interface Finding {
  readonly trial: string;
  readonly learner: string;
  readonly role: string;
  /** State of her order at the end, or why there is none. */
  readonly state: string;
  /** Kinds of tasks about her that are left for staff. */
  readonly openTasks: readonly string[];
  /** Whatever differs from the same learner without the setting or fault. */
  readonly differences: readonly string[];
  /** Promises that do not hold. */
  readonly broken: readonly string[];
  /** Acts that were refused to her. */
  readonly refused: readonly string[];
  /** Faults meant for her that had no occasion. */
  readonly idle: number;
}

/** How each kind of learner comes out when nothing goes wrong, and what could go wrong for her, by the key of the role. */
export type Undisturbed = ReadonlyMap<string, { portrait: Portrait; occasions: Occasions }>;

/** Plays a trial on a stand, which is as it was before when this resolves. */
export async function play(stand: Stand, trial: Trial, undisturbed: Undisturbed): Promise<Finding[]> {
  const { switches, faults } = { switches: stand.local.pay.switches, faults: stand.local.faults };
  const before = { ...switches.get() };
  switches.put({ ...trial.switches });
  try {
    const history = await History.play(stand, trial.casts, trial.faults ?? []);
    const happened = new Map(faults.list().map((fault) => [fault.id, fault.happened]));
    const idle = (name: string | undefined) =>
      history.school.armed.filter((armed) => armed.for === name && happened.get(armed.id) === 0).length;
    const evidence = readEvidence(stand, history.openids);
    return history.learners.map((learner) => {
      const own = evidenceOf(evidence, learner.orderId);
      const portrait = portraitOf(own, learner.orderId);
      return {
        ...who(trial, learner),
        state: portrait.order,
        openTasks: portrait.openTasks,
        differences: differences(undisturbed.get(learner.role.key)?.portrait ?? portrait, portrait),
        broken: brokenInvariants(own),
        idle: idle(learner.name) + idle(undefined),
      };
    });
  } finally {
    faults.remove();
    switches.put(before);
  }
}

function who(trial: Trial, { name, role, refused }: Learner) {
  return { trial: trial.name, learner: name, role: role.key, refused };
}

/** Plays every role without any setting or fault. */
export async function playUndisturbed(stand: Stand, casts: readonly Cast[]): Promise<Undisturbed> {
  const history = await History.play(stand, casts, []);
  const evidence = readEvidence(stand, history.openids);
  return new Map(
    history.learners.map(({ role, orderId }) => [
      role.key,
      { portrait: portraitOf(evidence, orderId), occasions: occasionsOf(stand.local.pay, orderId) },
    ]),
  );
}
