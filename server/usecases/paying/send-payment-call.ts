import type { CallOutcome, PreparedCall } from '../../ports/pay-score';
import type { PaymentAnswers, PaymentWriteKind } from '../../ports/payments';
import { appendAttempt } from '../orders/intents';
import type { Ports } from '../ports';

/** Sends a stored call about an ordinary payment or a refund and appends the attempt. */
export async function sendPaymentCall<K extends PaymentWriteKind>(
  ports: Ports,
  kind: K,
  number: string,
): Promise<CallOutcome<PaymentAnswers[K]> | undefined> {
  const intent = await ports.store.get('intents', `${kind}:${number}`);
  if (intent === undefined) return undefined;
  const call: PreparedCall<K> = {
    kind,
    key: intent._id,
    method: 'POST',
    path: intent.path,
    body: intent.body,
  };
  const outcome = await ports.payments.send(call);
  await appendAttempt(ports, call, outcome);
  return outcome;
}
