import { clockOf, type Time } from '../time';
import { effectOf, rulesFor } from './decide';
import type { Question, Rule } from './rule';
import { RULES } from './rules';

/** A class that ends before this hour of the morning has run into the night. */
const MORNING = '06:00';

/** The rule that says when a class must end, and the hour it names; undefined when nothing binds, as with adults. */
export function endOfClassRule(
  course: Pick<Question, 'region' | 'audience'>,
  at: Time,
  online: boolean,
  rules: readonly Rule[] = RULES,
): { latest: string; rule: Rule } | undefined {
  for (const rule of rulesFor(course, at, rules)) {
    if (!rule.verified || rule.effect.kind !== 'end_of_class') continue;
    return { latest: online ? rule.effect.online : rule.effect.offline, rule };
  }
  return undefined;
}

/**
 * The latest end (`HH:mm`) that a class would break; undefined when it ends in time, or when nothing binds its
 * audience, as with adults. The rule of the day on which the class ends counts.
 */
export function endOfClassFault(
  course: Pick<Question, 'region' | 'audience'>,
  endsAt: Time,
  online: boolean,
  rules: readonly Rule[] = RULES,
): string | undefined {
  const latest = endOfClassRule(course, endsAt, online, rules)?.latest;
  if (latest === undefined) return undefined;
  const tooLate = endsAt.slice(11, 23) > `${latest}:00.000` || clockOf(endsAt) < MORNING;
  return tooLate ? latest : undefined;
}

/** Whether a class of this course may not be held online at all (preschool), whatever its hour. */
export function onlineRefused(
  course: Pick<Question, 'region' | 'audience'>,
  at: Time,
  rules: readonly Rule[] = RULES,
): boolean {
  const binding = rulesFor(course, at, rules).filter((rule) => rule.verified);
  return effectOf(binding, 'no_online') !== undefined;
}
