import type { Verdict } from '../../../../protocol/course-view';
import type { Course } from '../../../domain/course/course';
import type { Institution } from '../../../domain/people/people';
import { type Decision, NOT_OPEN } from '../../../domain/region/decide';
import type { Rule } from '../../../domain/region/rule';
import { RULES } from '../../../domain/region/rules';
import type { Time } from '../../../domain/time';
import { decisionFor } from './course-faults';

/** What the region's rules say of a draft, each with the text that says so, for who edits it. */
export function verdictFor(course: Course, institution: Institution, at: Time): Verdict {
  const decision = decisionFor(course, institution, at);
  const bearing = decision.ruleIds.flatMap((id) => RULES.find((rule) => rule.id === id) ?? []);
  return {
    allowed: decision.allowed,
    decided: decidedBy(decision, bearing),
    also: bearing.filter((rule) => rule.id !== decision.ruleId && isToBeKnown(rule, decision)).map(says),
  };
}

function decidedBy(decision: Decision, bearing: readonly Rule[]): Verdict['decided'] {
  const rule = bearing.find(({ id }) => id === decision.ruleId);
  if (rule !== undefined) return says(rule);
  return { text: decision.reason ?? NOT_OPEN };
}

/** A rule that refuses other courses, or only praises, tells nothing of this one. */
function isToBeKnown({ effect }: Rule, decision: Decision): boolean {
  switch (effect.kind) {
    case 'end_of_class':
    case 'advice':
    case 'single_mode':
    case 'nothing_found':
      return true;
    case 'prepay_cap':
      return decision.ordinaryPrepay;
    default:
      return false;
  }
}

function says({ text, source }: Rule): Verdict['decided'] {
  return source === undefined ? { text } : { text, source };
}
