/** Something that went wrong while the Mini Program ran, or that it asked for and the phone does not have. */
export interface RuntimeProblem {
  readonly level: 'error' | 'warning';
  readonly message: string;
  /** Where it came from, as the browser tells; the server turns it into lines of source. */
  readonly stack: string;
  readonly at: number;
}

type Listener = (problem: RuntimeProblem) => void;

/** Collects what goes wrong; nothing that fails in the phone fails silently. */
export class Problems {
  private readonly listeners: Listener[] = [];
  private readonly said = new Set<string>();
  readonly all: RuntimeProblem[] = [];

  onProblem(listener: Listener): void {
    this.listeners.push(listener);
    for (const problem of this.all) listener(problem);
  }

  error(error: unknown, context = ''): void {
    const known = error instanceof Error ? error : undefined;
    const message = [context, known === undefined ? describe(error) : `${known.name}: ${known.message}`];
    this.add({
      level: 'error',
      message: message.filter((part) => part !== '').join(' · '),
      stack: known?.stack ?? '',
    });
    console.error(context, error);
  }

  /** Says once that the Mini Program uses what the phone lacks. */
  absent(what: string): void {
    if (this.said.has(what)) return;
    this.said.add(what);
    const message = `${what}：本地手机没有实现`;
    this.add({ level: 'warning', message, stack: new Error(message).stack ?? '' });
    console.warn(message);
  }

  /** Says once what deserves attention but breaks nothing. */
  warn(message: string): void {
    if (this.said.has(message)) return;
    this.said.add(message);
    this.add({ level: 'warning', message, stack: '' });
    console.warn(message);
  }

  private add(problem: Omit<RuntimeProblem, 'at'>): void {
    const complete = { ...problem, at: performance.now() };
    this.all.push(complete);
    for (const listener of this.listeners) listener(complete);
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'errMsg' in value) return String(value.errMsg);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
