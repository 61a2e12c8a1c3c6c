import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './worker/messages';
import { workerCode } from './worker-code';

export type RunOutcome =
  | Extract<WorkerMessage, { kind: 'returned' | 'threw' }>
  /** The thread ended without an answer: process.exit, an unhandled rejection, out of memory, or killed. */
  | { kind: 'died'; message: string }
  | { kind: 'timed-out' };

export interface InstanceOptions {
  id: string;
  entry: string;
  /** FunctionConfig.version of what it has loaded. */
  version: string;
  memoryMb: number;
  env: Record<string, string>;
  sharedTime: SharedArrayBuffer;
  onOutput: (line: string) => void;
  /** The thread has ended. */
  onExit: () => void;
}

/** Loading has its own budget, apart from the time-out of an invocation, as cold starts do in the cloud. */
const LOAD_LIMIT_MS = 30_000;

/** One worker thread that has one function loaded and runs one invocation at a time. */
export class FunctionInstance {
  readonly id: string;
  readonly version: string;
  alive = true;
  private readonly worker: Worker;
  private hear: ((message: WorkerMessage | { kind: 'died'; message: string }) => void) | undefined;
  private deathReason = 'Process exited unexpectedly before completing request';

  private constructor(options: InstanceOptions) {
    this.id = options.id;
    this.version = options.version;
    const workerData: WorkerStart = { entry: options.entry, sharedTime: options.sharedTime };
    this.worker = new Worker(workerCode(), {
      eval: true,
      workerData,
      env: options.env,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      createInterface({ input: stream }).on('line', options.onOutput);
    }
    this.worker.on('message', (message: WorkerMessage) => this.hear?.(message));
    this.worker.on('error', (error) => {
      this.deathReason = `${this.deathReason}: ${error.message}`;
    });
    this.worker.on('exit', () => {
      this.alive = false;
      this.hear?.({ kind: 'died', message: this.deathReason });
      options.onExit();
    });
  }

  /** Starts a thread and loads the function; rejects with the reason when it can't be loaded. */
  static async start(options: InstanceOptions): Promise<FunctionInstance> {
    const instance = new FunctionInstance(options);
    const first = await instance.next(LOAD_LIMIT_MS);
    if (first.kind === 'ready') return instance;
    await instance.kill();
    if (first.kind === 'broken' || first.kind === 'died') throw new Error(first.message);
    throw new Error(`loading took longer than ${LOAD_LIMIT_MS / 1000} seconds`);
  }

  /** Runs `main` once. An instance that timed out or died is of no further use. */
  async run(message: InvokeMessage, timeoutMs: number): Promise<RunOutcome> {
    const outcome = this.next(timeoutMs);
    this.worker.postMessage(message);
    const heard = await outcome;
    if (heard.kind === 'timed-out') await this.kill();
    if (heard.kind === 'ready' || heard.kind === 'broken')
      throw new Error('The worker thread lost its place.');
    return heard;
  }

  /** Ends the thread wherever it is, as when the cloud's machine fails. */
  async kill(reason?: string): Promise<void> {
    if (reason !== undefined) this.deathReason = reason;
    this.alive = false;
    await this.worker.terminate();
  }

  private next(
    limitMs: number,
  ): Promise<WorkerMessage | { kind: 'died'; message: string } | { kind: 'timed-out' }> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => settle({ kind: 'timed-out' }), limitMs);
      const settle = (heard: WorkerMessage | { kind: 'died'; message: string } | { kind: 'timed-out' }) => {
        clearTimeout(limit);
        this.hear = undefined;
        resolve(heard);
      };
      this.hear = settle;
    });
  }
}
