import type { Evidence } from './books/evidence';
import { atTheEnd } from './books/rules/at-the-end';
import { ledgerRules } from './books/rules/ledger';
import { moneyRules } from './books/rules/money';
import { sequenceRules } from './books/rules/sequence';
import { timeRules } from './books/rules/times';

/**
 * Checks what a history left behind against what this product promises, reading only stored documents and WeChat's
 * books. Written apart from the product's own assertions, and shares no code with them, so that one can catch the other.
 * @returns what is broken, one line each; empty when all holds
 */
export function brokenInvariants(evidence: Evidence): string[] {
  return [
    ...ledgerRules(evidence),
    ...moneyRules(evidence),
    ...timeRules(evidence),
    ...sequenceRules(evidence),
    ...atTheEnd(evidence),
  ];
}
