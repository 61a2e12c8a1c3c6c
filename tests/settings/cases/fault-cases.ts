import type { FaultSpec } from '../../../local-wechat/control/faults';
import { CALLBACK_FAULTS, type CallbackFault } from '../../../local-wechat/pay/callbacks/faults';
import { REFUSALS, type RefusalName } from '../../../local-wechat/pay/errors';
import { PAY_FAULTS, type PayFault } from '../../../local-wechat/pay/wire/faults';
import { ROLE_NAMES, ROLES, type RoleName } from '../story/roles';
import type { Undisturbed } from '../trial';
import { drawn, type Ordeal } from './casts';

/** A kind of fault of WeChat Pay, and whether the books must come out as if it had not happened. */
export interface FaultKind {
  readonly name: string;
  readonly fault: FaultSpec;
  readonly passes: boolean;
  /** Tried in every run; the others only at every place. */
  readonly frequent: boolean;
}

/** An ordeal by one fault at one place. */
export interface FaultCase extends Ordeal {
  readonly passes: boolean;
  /** Whether the call or callback comes in every run. */
  readonly sure: boolean;
}

/** One refusal of each error code that a merchant meets, and those inner codes that say something of their own. */
const FREQUENT: readonly RefusalName[] = [
  ...(['param', 'rule', 'assessment', 'overdueOrders', 'reentryMismatch', 'deducting'] as const),
  ...(['orderState', 'orderUnconfirmed', 'cancelState', 'orderCancelled', 'orderDone'] as const),
  ...(['appidUnbound', 'signWrong', 'clockOff', 'noAuth', 'deductionFailed', 'orderUnknown'] as const),
  ...(['resourceUnknown', 'tooFrequent', 'rateExceeded', 'system', 'unavailable'] as const),
];

const PAY_KINDS = (Object.keys(PAY_FAULTS) as PayFault[]).filter((kind) => kind !== 'refused');

/** Every kind. A refusal out of nothing is an answer: it may end a matter otherwise; all else passes. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...PAY_KINDS.map((kind) => ({
    name: `call: ${kind}`,
    fault: { at: 'pay' as const, kind, ...(kind === 'slow' ? { settings: { ms: 300 } } : {}) },
    ...{ passes: true, frequent: true },
  })),
  ...(Object.keys(REFUSALS) as RefusalName[]).map((refusal) => ({
    name: `call refused: ${refusal}`,
    fault: { at: 'pay' as const, kind: 'refused', settings: { refusal } },
    ...{ passes: false, frequent: FREQUENT.includes(refusal) },
  })),
  ...(Object.keys(CALLBACK_FAULTS) as CallbackFault[]).map((kind) => ({
    name: `callback: ${kind}`,
    fault: { at: 'callback' as const, kind },
    ...{ passes: true, frequent: true },
  })),
];

/**
 * How far into a learner's history places are drawn: how often she is asked about towards the end depends a little on
 * how fast the machine is, and a fault without an occasion has tried nothing.
 */
const SURE = 3 / 4;

/** Each kind at one place: a learner and a call, or callback, of hers, drawn by the seed. */
export function drawnPlaces(
  kinds: readonly FaultKind[],
  undisturbed: Undisturbed,
  seed: number,
): FaultCase[] {
  return kinds.flatMap((kind) => {
    const places = everyPlace(kind, undisturbed).filter(({ sure }) => sure);
    return places.slice(drawn(kind.name, seed, places.length)).slice(0, 1);
  });
}

/** One kind at every place: the n-th call or callback of each kind of learner, as they were without faults. */
export function everyPlace({ name, fault, passes }: FaultKind, undisturbed: Undisturbed): FaultCase[] {
  const what = fault.at === 'callback' ? 'callbacks' : 'calls';
  return ROLE_NAMES.flatMap((role) => {
    const count = undisturbed.get(ROLES[role].key)?.occasions[what] ?? 0;
    return Array.from({ length: count }, (_, skip) => ({
      name: `${name} (${placeText(role, what, skip)})`,
      ...{ role, passes, fault: { ...fault, skip }, sure: skip < count * SURE },
    }));
  });
}

function placeText(role: RoleName, what: 'calls' | 'callbacks', skip: number): string {
  return `${ROLES[role].key}, ${what === 'calls' ? 'call' : 'callback'} ${skip + 1}`;
}
