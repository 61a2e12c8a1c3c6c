import { type Fen, min } from '../money';
import type { Institution } from '../people/people';
import { dayOf, type Time } from '../time';
import type { Question, Rule, RuleEffect } from './rule';
import { RULES } from './rules';

/** The rule named when no rule opens a region. */
export const NOT_OPEN = 'not-open';

/** What the region's rules say of a course. */
export interface Decision {
  /** Whether 先学后付 may be offered. */
  allowed: boolean;
  /** The rule that decided: the one that refused, or the one that opened the region. Stored with every order. */
  ruleId: string;
  /** Every rule in force that bears on it, the unverified included. */
  ruleIds: string[];
  /** Present when refused. */
  code?: 'NOT_OFFERED_HERE';
  /** Why it was refused, for staff. */
  reason?: string;
  /** What staff should know though nothing is refused. */
  advice: string[];
  /** Whether anything may be paid before it is taught. */
  ordinaryPrepay: boolean;
  /** Bounds of what may be paid before, where it may. */
  prepayCap?: { months: number; classHours: number; maxFen?: Fen };
  /** Latest end of a class, `HH:mm` in China, where there is one. */
  latestEnd?: { offline: string; online: string };
}

/**
 * Decides by the rules in force at a moment; the first one that refuses, refuses. Where nothing opens the region,
 * the course can't be offered: silence is no permission.
 */
export function decide(
  question: Question & { institutionMode: Institution['mode']; at: Time },
  rules: readonly Rule[] = RULES,
): Decision {
  const bearing = rulesFor(question, question.at, rules);
  const verified = bearing.filter((rule) => rule.verified);
  const refusing = verified.find((rule) => refuses(rule.effect, question));
  const opening = verified.find((rule) => rule.effect.kind === 'open');
  const ordinaryPrepay = question.institutionMode === 'prepaid';
  const cap = ordinaryPrepay ? strictestCap(verified) : undefined;
  const latestEnd = effectOf(verified, 'end_of_class');
  return {
    allowed: refusing === undefined && opening !== undefined,
    ruleId: refusing?.id ?? opening?.id ?? NOT_OPEN,
    ruleIds: bearing.map((rule) => rule.id),
    ...refusal(refusing, opening),
    advice: bearing.filter((rule) => informs(rule.effect)).map((rule) => rule.text),
    ordinaryPrepay,
    ...(cap ? { prepayCap: cap } : {}),
    ...(latestEnd ? { latestEnd: { offline: latestEnd.offline, online: latestEnd.online } } : {}),
  };
}

/** Rules in force on the day of `at` (China) for this region and audience, in the order of the table. */
export function rulesFor(
  question: Pick<Question, 'region' | 'audience'>,
  at: Time,
  rules: readonly Rule[] = RULES,
): Rule[] {
  const day = dayOf(at);
  return rules.filter(
    ({ region, from, until, effect }) =>
      (region === 'national' || region === question.region) &&
      from <= day &&
      (until === undefined || day < until) &&
      (!('audiences' in effect) || effect.audiences.includes(question.audience)),
  );
}

/** The first effect of a kind among rules. */
export function effectOf<K extends RuleEffect['kind']>(
  rules: readonly Rule[],
  kind: K,
): Extract<RuleEffect, { kind: K }> | undefined {
  return rules
    .map((rule) => rule.effect)
    .find((effect): effect is Extract<RuleEffect, { kind: K }> => effect.kind === kind);
}

function refuses(effect: RuleEffect, question: Question & { institutionMode: Institution['mode'] }): boolean {
  switch (effect.kind) {
    case 'refused':
      return effect.subjects.includes(question.subject);
    case 'no_online':
      return question.mode === 'on-demand';
    case 'single_mode':
      return question.institutionMode === 'prepaid';
    default:
      return false;
  }
}

function informs(effect: RuleEffect): boolean {
  return effect.kind === 'advice' || effect.kind === 'nothing_found' || effect.kind === 'single_mode';
}

function refusal(
  refusing: Rule | undefined,
  opening: Rule | undefined,
): { code: 'NOT_OFFERED_HERE'; reason: string } | undefined {
  if (refusing) return { code: 'NOT_OFFERED_HERE', reason: refusing.text };
  if (!opening) return { code: 'NOT_OFFERED_HERE', reason: '这个地区还没有开放先学后付。' };
  return undefined;
}

/** National and regional caps bind together: the least of each bound. */
function strictestCap(rules: readonly Rule[]): Decision['prepayCap'] {
  const caps = rules.flatMap(({ effect }) => (effect.kind === 'prepay_cap' ? [effect] : []));
  if (caps.length === 0) return undefined;
  const [amount, ...amounts] = caps.flatMap((cap) => (cap.maxFen === undefined ? [] : [cap.maxFen]));
  return {
    months: Math.min(...caps.map((cap) => cap.months)),
    classHours: Math.min(...caps.map((cap) => cap.classHours)),
    ...(amount === undefined ? {} : { maxFen: min(amount, ...amounts) }),
  };
}
