import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ControlClient } from '../../../dev/local/control-client';

/** A dead worker's lease runs out after two minutes. */
const MOST_MINUTES = 4;

/** Far more than a story lets it die. */
const MOST_STARTS = 50;

const PROGRAM = path.join(__dirname, 'local-wechat-process.ts');

/**
 * A local WeChat in a process of its own that dies, and is started again on the same data as soon as somebody
 * misses it. Its control keeps its address.
 */
export class MortalWeChat {
  /** How often it was started. */
  starts = 0;
  private child: ChildProcess | undefined;
  private running: Promise<string> | undefined;
  private port = 0;

  /** @param lives of each start in turn: after how many things it kills itself; then it lives on */
  constructor(
    private readonly dataDir: string,
    private readonly lives: readonly number[] = [],
  ) {}

  /** The address of its control; starts it when it is dead. */
  address(): Promise<string> {
    this.running ??= this.start();
    return this.running;
  }

  /** Ends it as it stands, and waits until it is dead. */
  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const dead = once(child, 'exit');
    child.kill(signal);
    await dead;
  }

  private async start(): Promise<string> {
    for (;;) {
      const url = await this.startOnce();
      if (url !== undefined) return url;
    }
  }

  /** @returns the address of its control; undefined when it died before it was up */
  private async startOnce(): Promise<string | undefined> {
    const dieAt = this.lives[this.starts] ?? 0;
    this.starts += 1;
    if (this.starts > MOST_STARTS) throw new Error(`${this.dataDir}: it dies again and again`);
    const args = ['--import', 'tsx', PROGRAM, this.dataDir, String(this.port), String(dieAt)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    const dead = once(child, 'exit').then(() => undefined);
    const url = await Promise.race([dead, firstLine(child.stdout)]);
    if (url === undefined) return undefined;
    this.port = Number(new URL(url).port);
    // Not when it dies before it is up: then it is still being started, and a second start would meet the first one's lock.
    void dead.then(() => {
      this.running = undefined;
    });
    return url;
  }
}

async function firstLine(output: Readable): Promise<string> {
  const [line] = (await once(createInterface({ input: output }), 'line')) as [string];
  return line;
}

/**
 * A client that outlives the local WeChat: a request whose answer never came is sent again, byte for byte, to the one
 * that is started in its place, as a phone does with its requestId; and so is one that is to be tried again.
 */
export class PatientClient extends ControlClient {
  constructor(private readonly wechat: MortalWeChat) {
    super('');
  }

  /** To the moment that was meant when it was first asked for. */
  override async advance(ms: number, timers: 'all' | 'once'): Promise<void> {
    const target = (await this.now()) + ms;
    await this.persist(async () => {
      const left = target - (await this.now());
      await this.post('/clock/advance', { ms: Math.max(0, left), timers });
    });
  }

  override async request<T>(method: string, route: string, body?: unknown): Promise<T> {
    // An advance that is repeated as it was would go too far.
    if (route === '/clock/advance') return this.sendOnce(method, route, body);
    for (let minutes = 0; ; minutes += 1) {
      const answer = await this.persist(() => this.sendOnce<T>(method, route, body));
      if (!mayTryAgain(answer) || minutes === MOST_MINUTES) return answer;
      await this.advance(60_000, 'all');
    }
  }

  private async sendOnce<T>(method: string, route: string, body: unknown): Promise<T> {
    const url = await this.wechat.address();
    return new ControlClient(url).request(method, route, body);
  }

  private async persist<T>(act: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!isBrokenConnection(error)) throw error;
        await this.wechat.kill('SIGKILL');
      }
    }
  }
}

/** A function's answer that asks to try again, as after a worker that died under its lease. */
function mayTryAgain(answer: unknown): boolean {
  const { result } = answer as { result?: { ok?: boolean; error?: { retryable?: boolean } } };
  return result?.ok === false && result.error?.retryable === true;
}

/** What fetch says when no answer came; it is no `instanceof TypeError` across jest's realms. */
function isBrokenConnection(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'TypeError' &&
    'cause' in error
  );
}
