import { invariant } from '../../domain/errors';
import type { Time } from '../../domain/time';
import type { Answers, CallOutcome, Intent, PreparedCall, WriteKind } from '../../ports/pay-score';
import type { DocumentReader, Transaction } from '../../ports/store';
import type { Ports } from '../ports';

/** Attempts kept word for word; beyond them only their number grows. */
const ATTEMPTS_KEPT = 50;

/**
 * Stores what is going to be asked of WeChat Pay, before it is asked. Never deleted.
 * @throws InvariantBroken (7) when the same key stands with other bytes
 */
export async function recordIntent(
  tx: Transaction,
  call: PreparedCall,
  subject: string,
  now: Time,
): Promise<void> {
  const known = await tx.get('intents', call.key);
  if (known !== undefined) {
    invariant(
      7,
      known.body === call.body && known.path === call.path,
      `other bytes under the key ${call.key}`,
    );
    return;
  }
  await tx.insert('intents', {
    _id: call.key,
    kind: call.kind,
    subject,
    path: call.path,
    body: call.body,
    createdAt: now,
    state: 'pending',
    attempts: [],
  });
}

/** The stored call, byte for byte as it was first prepared. */
export async function storedCall<K extends WriteKind>(
  ports: Ports,
  kind: K,
  businessNo: string,
): Promise<PreparedCall<K> | undefined> {
  const intent = await ports.store.get('intents', `${kind}:${businessNo}`);
  if (intent === undefined) return undefined;
  return { kind, key: intent._id, method: 'POST', path: intent.path, body: intent.body };
}

/** A call as it stands if it was prepared before, else as prepared now: settings may have changed in between. */
export async function asStored<K extends WriteKind>(
  reader: DocumentReader,
  prepared: PreparedCall<K>,
): Promise<PreparedCall<K>> {
  const known = await reader.get('intents', prepared.key);
  return known === undefined ? prepared : { ...prepared, path: known.path, body: known.body };
}

/** Sends a stored call and appends the attempt. No transaction is open meanwhile. */
export async function sendStored<K extends WriteKind>(
  ports: Ports,
  call: PreparedCall<K>,
): Promise<CallOutcome<Answers[K]>> {
  const outcome = await ports.payScore.send(call);
  await appendAttempt(ports, call, outcome);
  return outcome;
}

/** Writes down what came of sending a stored call. */
export async function appendAttempt(
  ports: Ports,
  call: PreparedCall,
  outcome: CallOutcome<unknown>,
): Promise<void> {
  const at = ports.clock.now();
  await ports.store.transaction(async (tx) => {
    const intent = await tx.get('intents', call.key);
    invariant(7, intent !== undefined, `${call.key} was sent without being stored`);
    await tx.put('intents', afterAttempt(intent, outcome, at));
  });
}

function afterAttempt(intent: Intent, outcome: CallOutcome<unknown>, at: Time): Intent {
  const attempts = [...intent.attempts, { at, outcome: outcomeText(outcome) }].slice(-ATTEMPTS_KEPT);
  return { ...intent, attempts, state: stateAfter(intent, outcome) };
}

/** Done once is done for good; a refusal may still be followed by success with the same bytes. */
function stateAfter({ state }: Intent, outcome: CallOutcome<unknown>): Intent['state'] {
  if (state === 'done' || outcome.kind === 'done') return 'done';
  return outcome.kind === 'refused' ? 'refused' : state;
}

/** For the operator; WeChat's message is left out, since it may hold a risk reason. */
function outcomeText(outcome: CallOutcome<unknown>): string {
  switch (outcome.kind) {
    case 'refused': {
      const { kind, status, code, innerCode, requestId } = outcome;
      return [kind, status, code, innerCode, requestId].filter(Boolean).join(' ');
    }
    case 'done':
      return `done ${outcome.requestId}`;
    default:
      return `${outcome.kind} ${outcome.reason}`;
  }
}
