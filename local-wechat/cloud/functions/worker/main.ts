import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { readSharedTime } from '../../../shared-time';
import { watchLeftOvers } from './left-over';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './messages';
import { virtualDate } from './virtual-date';

/** Runs in a worker thread: loads one function and answers one invocation at a time. */
type Handler = (event: unknown, context: unknown) => unknown;

const { entry, sharedTime } = workerData as WorkerStart;
const time = new Float64Array(sharedTime);
const RealDate = Date;
globalThis.Date = virtualDate(RealDate, () => readSharedTime(time, RealDate.now));

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function load(): Handler | undefined {
  try {
    const exported: unknown = createRequire(entry)(entry);
    const main = (exported as { main?: unknown }).main;
    if (typeof main !== 'function') throw new Error('index.js exports no function named main');
    say({ kind: 'ready' });
    return main as Handler;
  } catch (error) {
    say({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return undefined;
  }
}

let ownVariables: string[] = [];

/** getWXContext reads process.env at the time of the call, so each invocation brings its own variables. */
function takeEnvironment(env: Record<string, string>): void {
  for (const name of ownVariables) delete process.env[name];
  ownVariables = Object.keys(env);
  Object.assign(process.env, env);
}

async function invoke(main: Handler, { event, context, env }: InvokeMessage): Promise<void> {
  takeEnvironment(env);
  const leftOvers = watchLeftOvers();
  try {
    const result = await main(JSON.parse(event), context);
    const json = JSON.stringify(result) ?? 'null';
    say({ kind: 'returned', json, leftOvers: await leftOvers.find() });
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    const message = `${known.name}: ${known.message}`;
    say({ kind: 'threw', message, stack: known.stack ?? message, leftOvers: await leftOvers.find() });
  }
}

const main = load();
if (main) parentPort?.on('message', (message: InvokeMessage) => void invoke(main, message));
