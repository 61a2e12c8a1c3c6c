import type { ResponseOf } from '../../../protocol';
import { effectOf } from '../../domain/region/decide';
import { regionName } from '../../domain/region/names';
import { REGIONS, type Rule } from '../../domain/region/rule';
import { RULES } from '../../domain/region/rules';
import { dayOf } from '../../domain/time';
import type { Ports } from '../ports';

/** Every region with its rules in force today; what nobody could verify is told too, and decides nothing. */
export function readRegions(ports: Ports): ResponseOf<'staff', 'regions'> {
  const today = dayOf(ports.clock.now());
  return {
    regions: REGIONS.map((key) => {
      const own = RULES.filter((rule) => rule.region === key && isInForce(rule, today));
      return {
        key,
        name: regionName(key),
        oneMode:
          effectOf(
            own.filter((rule) => rule.verified),
            'single_mode',
          ) !== undefined,
        rules: [...own, ...RULES.filter((rule) => rule.region === 'national' && isInForce(rule, today))].map(
          ({ id, text, from, source }) => ({
            ...{ ruleId: id, text, from },
            ...(source === undefined ? {} : { source }),
          }),
        ),
      };
    }),
  };
}

function isInForce({ from, until }: Rule, day: string): boolean {
  return from <= day && (until === undefined || day < until);
}
