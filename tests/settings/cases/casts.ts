import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { Cast } from '../story/role';
import { ROLE_NAMES, ROLES, type RoleName } from '../story/roles';

/** One of each role, under the role's own name. */
export function castsOf(names: readonly RoleName[] = ROLE_NAMES): Cast[] {
  return names.map((name) => ({ role: ROLES[name], name: ROLES[name].key }));
}

/** A fault that meets one learner only: her numbers at WeChat all begin with her order's id. */
export interface Ordeal {
  readonly name: string;
  readonly role: RoleName;
  readonly fault: FaultSpec;
}

/** A learner with an ordeal of her own. */
export function sufferer({ name, role, fault }: Ordeal): Cast {
  const fact = fault.at === 'callback' ? 'subject' : 'number';
  return {
    role: ROLES[role],
    name,
    ordeal: (orderId) => [{ ...fault, match: { ...fault.match, [fact]: `${orderId}*` } }],
  };
}

/** Lists of at most so many. */
export function inGroups<T>(all: readonly T[], size: number): T[][] {
  return all.reduce<T[][]>((groups, one, i) => {
    if (i % size === 0) groups.push([]);
    groups.at(-1)?.push(one);
    return groups;
  }, []);
}

/** A number from 0 to `below` − 1, the same for the same text and seed. */
export function drawn(text: string, seed: number, below: number): number {
  let mixed = 2166136261 ^ seed;
  for (const char of text) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 16777619);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  return below <= 0 ? 0 : (mixed >>> 0) % below;
}
