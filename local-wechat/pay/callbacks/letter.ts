import type { SignatureFlaw } from '../keys/platform-signer';
import { rfc3339 } from '../times';
import type { Delivery } from './delivery';
import { seal } from './envelope';
import { EVENTS } from './events';
import type { CallbackFault } from './faults';

/** How `fault` shows in the signature headers. */
export const FLAWS: Partial<Record<CallbackFault, SignatureFlaw>> = {
  stale: 'stale',
  'wrong-signature': 'wrong',
  'unknown-serial': 'unknown-serial',
  signtest: 'probe',
};

interface LetterFacts {
  apiV3Key: string;
  amountsAsStrings: boolean;
  fault?: CallbackFault;
  /** Amount which `wrong-amount` writes. */
  amount: number;
  /** Instead of the callback's own. */
  newId?: string;
}

function eachAmount(value: unknown, change: (amount: number) => number | string): unknown {
  if (Array.isArray(value)) return value.map((one) => eachAmount(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, inner]) => {
    const isAmount = typeof inner === 'number' && /amount$/.test(field);
    return [field, isAmount ? change(inner) : eachAmount(inner, change)];
  });
  return Object.fromEntries(fields);
}

/** One official sample writes `collection.details[].amount` as a string. */
function withTextAmounts(resource: Record<string, unknown>): Record<string, unknown> {
  const { collection } = resource;
  if (typeof collection !== 'object' || collection === null || !('details' in collection)) return resource;
  return { ...resource, collection: { ...collection, details: eachAmount(collection.details, String) } };
}

function spoilt(ciphertext: string): string {
  const bytes = Buffer.from(ciphertext, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64');
}

/** The body of a callback: the envelope of "WeChat Pay APIv3: callbacks" around the encrypted entity. */
export function writeLetter(delivery: Delivery, facts: LetterFacts): string {
  const { originalType, summary } = EVENTS[delivery.eventType];
  let resource: unknown = facts.amountsAsStrings ? withTextAmounts(delivery.resource) : delivery.resource;
  if (facts.fault === 'wrong-amount') resource = eachAmount(resource, () => facts.amount);
  const sealed = seal(JSON.stringify(resource), originalType, facts.apiV3Key);
  if (facts.fault === 'tampered') sealed.ciphertext = spoilt(sealed.ciphertext);
  return JSON.stringify({
    id: facts.newId ?? delivery.id,
    create_time: rfc3339(delivery.createdAt),
    event_type: delivery.eventType,
    resource_type: 'encrypt-resource',
    summary,
    resource: { original_type: originalType, ...sealed },
  });
}
