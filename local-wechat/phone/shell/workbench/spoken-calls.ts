import type { CallRecord } from '../../runtime/server-link';
import type { LogLine } from './control';

/**
 * What the phones have said and heard in calls of functions. The log of the local WeChat only knows that
 * there was a call; both are brought together by the function's name, in the order of time.
 */
export class SpokenCalls {
  private readonly waiting: CallRecord[] = [];
  private readonly matched = new Map<number, CallRecord>();

  add(call: CallRecord): void {
    this.waiting.push(call);
  }

  /** The words of a line of the log, if a phone of this workbench spoke them. */
  of(line: LogLine): CallRecord | undefined {
    const known = this.matched.get(line.seq);
    if (known !== undefined || line.kind !== 'function' || line.from !== 'wx_client') return known;
    const at = this.waiting.findIndex(({ name }) => name === line.what);
    const [call] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (call !== undefined) this.matched.set(line.seq, call);
    return call;
  }
}

/** Name of the act inside a function, where the request names one: `{action: 'list', …}`. */
export function actionOf({ request }: CallRecord): string {
  const action: unknown =
    typeof request === 'object' && request !== null ? Reflect.get(request, 'action') : undefined;
  return typeof action === 'string' ? `.${action}` : '';
}

/** Code of a refusal in the answer, where functions answer `{ok: false, error: {code}}`. */
export function refusalOf({ answer }: CallRecord): string | undefined {
  if (typeof answer !== 'object' || answer === null || Reflect.get(answer, 'ok') !== false) return undefined;
  const error: unknown = Reflect.get(answer, 'error');
  return typeof error === 'object' && error !== null ? String(Reflect.get(error, 'code')) : 'ok: false';
}
