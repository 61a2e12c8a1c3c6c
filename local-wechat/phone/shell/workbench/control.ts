/** Asks the local WeChat's control server. @throws Error with its text, which says what to do. */
export async function control<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`/control${path}`, init);
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const error: unknown = Reflect.get(Object(answer), 'error');
  throw new Error(String(Reflect.get(Object(error), 'message') ?? `HTTP ${response.status}`));
}

/** The clock as the control server tells it. */
export interface ClockFacts {
  readonly now: number;
  readonly mode: 'running' | 'frozen';
}

/** A line of the log between Mini Program, functions, cloud and WeChat Pay. */
export interface LogLine {
  readonly seq: number;
  readonly kind: 'function' | 'cloud' | 'http' | 'openapi' | 'pay' | 'output' | 'clock';
  readonly at: string;
  readonly from: string;
  readonly what: string;
  readonly who?: string;
  readonly ms?: number;
  readonly error?: string;
  readonly detail?: unknown;
}

export async function fetchLog(): Promise<readonly LogLine[]> {
  const { calls } = await control<{ calls: readonly LogLine[] }>('GET', '/requests');
  return calls;
}
