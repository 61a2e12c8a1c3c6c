import { msOf } from '../../domain/time';
import type { CallbackEvent, CallbackReader, OrderFacts, SignPlanFacts } from '../../ports/pay-score';
import type { Clock } from '../../ports/surroundings';
import { isObject } from '../surroundings/environment';
import { readOrder, readSignPlan, text } from './answers';
import type { PayConfig } from './config';
import { decrypt } from './decrypt';
import { faultOfSignature, type HeaderReader } from './verify';

/** Real callbacks are a few KB; anybody can call the public path with anything. */
const MOST_CHARACTERS = 65_536;

/** Which field of the decrypted resource names its subject, by the kind of event. */
const BUSINESS_NUMBERS: [RegExp, string][] = [
  [/^PAYSCORE\.USER_(CANCEL_)?SIGN_PLAN$/, 'merchant_sign_plan_no'],
  [/^PAYSCORE\.USER_(CONFIRM|PAID|ACCEPTED)$/, 'out_order_no'],
  [/^REFUND\./, 'out_refund_no'],
  [/^TRANSACTION\./, 'out_trade_no'],
];

/** Reads WeChat Pay's callbacks: verify, then decrypt, then understand, and stop at the first doubt. */
export function createCallbackReader(
  config: Pick<PayConfig, 'platformKeys' | 'apiV3Key'>,
  clock: Clock,
): CallbackReader {
  return {
    read(headers, rawBody) {
      if (rawBody.length > MOST_CHARACTERS) return { refused: 'body is too long' };
      const seconds = Math.floor(msOf(clock.now()) / 1000);
      const body = Buffer.from(rawBody, 'utf8');
      const fault = faultOfSignature(headerReader(headers), body, config.platformKeys, seconds);
      if (fault !== undefined) return { refused: fault };
      return readEnvelope(parsed(rawBody), config);
    },
    signPlan: (resource): SignPlanFacts | undefined => readSignPlan(parsed(resource)),
    serviceOrder: (resource): OrderFacts | undefined => readOrder(parsed(resource)),
  };
}

function readEnvelope(
  envelope: unknown,
  { apiV3Key }: Pick<PayConfig, 'apiV3Key'>,
): CallbackEvent | { refused: string } {
  const id = text(envelope, 'id');
  const eventType = text(envelope, 'event_type');
  if (id === undefined || eventType === undefined) return { refused: 'id or event_type is missing' };
  if (!/^[0-9A-Za-z_-]{1,64}$/.test(id)) return { refused: 'id has an unknown form' };
  if (!/^[A-Z0-9_.]{1,64}$/.test(eventType)) return { refused: 'event_type has an unknown form' };
  const encrypted = isObject(envelope) ? envelope.resource : undefined;
  if (text(encrypted, 'algorithm') !== 'AEAD_AES_256_GCM') return { refused: 'unknown encryption' };
  const resource = decrypt(apiV3Key, {
    ciphertext: text(encrypted, 'ciphertext') ?? '',
    nonce: text(encrypted, 'nonce') ?? '',
    associatedData: text(encrypted, 'associated_data') ?? '',
  });
  if (resource === undefined) return { refused: 'resource does not decrypt' };
  const content = parsed(resource);
  if (!isObject(content)) return { refused: 'resource is no JSON object' };
  const field = BUSINESS_NUMBERS.find(([pattern]) => pattern.test(eventType))?.[1];
  const businessNo = (field === undefined ? undefined : text(content, field)) ?? '';
  return { id, eventType, createdAt: text(envelope, 'create_time') ?? '', resource, businessNo };
}

/** HTTP access may hand over names in any case. */
function headerReader(headers: Record<string, string>): HeaderReader {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => byName.get(name);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
