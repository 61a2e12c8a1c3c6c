import { control, fetchLog, type LogLine } from './control';

/** How far one step goes while looking for the next event, and how far it looks at all, in ms. */
const STEP_MS = 10 * 60_000;
const FARTHEST_MS = 14 * 24 * 3_600_000;

/**
 * Lets time pass until something happens between the product and WeChat: a call to WeChat Pay or a callback,
 * a message. WeChat cannot know what the product has planned, so it looks in steps; timers run once at the
 * end of each.
 * @param goesOn asked before every step
 * @returns what happened, or undefined when nothing did for fourteen days or it was stopped.
 */
export async function advanceToNextEvent(goesOn: () => boolean): Promise<LogLine | undefined> {
  let seen = (await fetchLog()).at(-1)?.seq ?? 0;
  for (let passed = 0; passed < FARTHEST_MS && goesOn(); passed += STEP_MS) {
    await control('POST', '/clock/advance', { ms: STEP_MS, timers: 'once' });
    const fresh = (await fetchLog()).filter(({ seq }) => seq > seen);
    seen = fresh.at(-1)?.seq ?? seen;
    const event = fresh.find(isEvent);
    if (event !== undefined) return event;
  }
  return undefined;
}

/** Queries change nothing and bills come every night: neither is an event. */
function isEvent({ kind, what }: LogLine): boolean {
  return (kind === 'pay' && !/^GET /.test(what)) || kind === 'openapi';
}
