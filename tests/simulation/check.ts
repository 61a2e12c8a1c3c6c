import { brokenInvariants } from '../settings/check-invariants';
import { evidenceOf } from './evidence-of';
import type { Life } from './life';
import { defects } from './rules/defects';
import { wireRules } from './rules/wire';
import { wordsRules } from './rules/words';

/** What a history has broken, one line each, the worst first; empty when all holds. */
export function brokenBy(life: Life): string[] {
  const { at } = life;
  const evidence = evidenceOf(at);
  return [
    ...[...at.moves.forbidden].map((move) => `a move that no table has: ${move}`),
    ...brokenInvariants(evidence),
    ...life.changedByOldNews,
    ...wireRules(evidence, at.trace.sent),
    ...wordsRules(at),
    ...defects(at.trace.logged),
  ];
}
