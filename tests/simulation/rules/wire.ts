import type { Evidence } from '../../settings/books/evidence';

/** A call that changed something, as it went over the wire. */
export interface SentCall {
  path: string;
  body: string;
}

/** Whatever was sent had been stored before, byte for byte, and nothing that was stored is there in two forms. */
export function wireRules({ intents }: Evidence, sent: readonly SentCall[]): string[] {
  const stored = new Set(intents.map((intent) => formOf(intent)));
  const strangers = sent.filter((call) => !stored.has(formOf(call)));
  return [...new Set(strangers.map((call) => `sent, but stored nowhere: ${call.path} ${call.body}`))];
}

function formOf({ path, body }: SentCall): string {
  return `${path} ${body}`;
}
