import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { FaultRegistry } from '../../control/faults';
import type { RequestLog } from '../../control/request-log';
import type { InFlight } from '../in-flight';
import { TcbError } from '../tcb-error';
import type { Caller } from './caller';
import { instanceEnvironment, invocationContext, invocationEnvironment } from './environment';
import { type FunctionConfig, readFunctionConfig } from './function-config';
import { FunctionInstance, type RunOutcome } from './instance';
import type { Invocation, Origin } from './invocation';
import { resultOf } from './outcome';
import { InstancePool } from './pool';

export interface FunctionHostOptions {
  functionsDir: string;
  env: string;
  appid: string;
  /** Address of the gateway for one instance, by which its requests are recognised. */
  adminUrlFor: (instanceId: string) => string;
  /** The deployment's own variables, the same for all functions. */
  variables: Record<string, string>;
  sharedTime: SharedArrayBuffer;
  faults: FaultRegistry;
  log: RequestLog;
  inFlight: InFlight;
  /** How many instances of one function work at once; default 4. */
  instancesPerFunction?: number;
}

/** Runs cloud functions in worker threads. */
export interface FunctionHost {
  names(): string[];
  /** Undefined when there is no such function. */
  config(name: string): FunctionConfig | undefined;
  /** Calls a function with the JSON text of an event; answers the JSON text of its result, or throws TcbError. */
  invoke(name: string, eventJson: string, caller: Caller): Promise<string>;
  origin(instanceId: string | undefined): Origin;
  /** Ends the invocation's thread wherever it stands. */
  kill(invocation: Invocation, reason: string): Promise<void>;
  close(): Promise<void>;
}

export const FUNCTION_FAULTS = {
  'cold-start': 'No warm instance is used: a new one is started. Facts: function, source.',
  'timed-out': 'main returns, but too late: its caller sees the time-out. Facts: function, source.',
  'killed-before': 'The instance dies before main runs. Facts: function, source.',
  'killed-before-call':
    'The instance dies as its n-th request reaches the cloud, which is not carried out. Facts: function, source, call, write, action.',
  'killed-between':
    'The instance dies after its n-th request was carried out and before the answer. Facts: function, source, call, write, action.',
  'killed-after': 'The instance dies when main has returned; the result is lost. Facts: function, source.',
};

const KILLED = 'Process exited unexpectedly before completing request (a fault on demand)';

export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  return new ThreadFunctionHost(options);
}

const STOPPED = 'The local cloud was stopped';
/** "SCF limits", https://cloud.tencent.com/document/product/583/11637: a synchronous call carries 6 MB. */
const MOST_EVENT_BYTES = 6 * 1024 * 1024;

interface KnownInstance {
  functionName: string;
  instance: FunctionInstance;
  /** What it runs now. */
  invocation?: Invocation | undefined;
}

class ThreadFunctionHost implements FunctionHost {
  private readonly pools = new Map<string, InstancePool>();
  private readonly instances = new Map<string, KnownInstance>();
  private readonly starting = new Set<Promise<FunctionInstance>>();
  private closed = false;

  constructor(private readonly options: FunctionHostOptions) {
    options.faults.declare('function', FUNCTION_FAULTS);
  }

  names(): string[] {
    const folders = readdirSync(this.options.functionsDir, { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return names.filter((name) => this.config(name)).sort();
  }

  config(name: string): FunctionConfig | undefined {
    return readFunctionConfig(this.options.functionsDir, name);
  }

  invoke(name: string, eventJson: string, caller: Caller): Promise<string> {
    return this.options.inFlight.during(() => this.call(name, eventJson, caller));
  }

  private async call(name: string, eventJson: string, caller: Caller): Promise<string> {
    const config = this.config(name);
    if (!config) {
      throw new TcbError('FUNCTION_NOT_FOUND', `FUNCTION_NOT_FOUND: there is no function named ${name}`);
    }
    if (Buffer.byteLength(eventJson) > MOST_EVENT_BYTES) {
      throw new TcbError('FUNCTIONS_REQUEST_FAIL', `An event may hold ${MOST_EVENT_BYTES} bytes at most.`);
    }
    const pool = this.pool(name);
    const facts = { function: name, source: caller.source };
    if (this.options.faults.take('function', facts, ['cold-start'])) await pool.coolDown();
    const started = performance.now();
    let outcome: RunOutcome;
    const instance = await pool
      .acquire(config.version, () => this.startInstance(config))
      .catch((error: Error) => {
        throw new TcbError('FUNCTIONS_EXECUTE_FAIL', `${name} could not be loaded. ${error.message}`);
      });
    try {
      outcome = await this.runIn(instance, config, eventJson, caller);
    } finally {
      pool.release(instance);
    }
    return resultOf(outcome, {
      config,
      caller,
      durationMs: performance.now() - started,
      log: this.options.log,
    });
  }

  origin(instanceId: string | undefined): Origin {
    const known = instanceId === undefined ? undefined : this.instances.get(instanceId);
    if (!known) return { kind: 'outside' };
    if (!known.invocation) return { kind: 'left-over', functionName: known.functionName };
    return { kind: 'invocation', invocation: known.invocation };
  }

  async kill(invocation: Invocation, reason: string): Promise<void> {
    await invocation.instance.kill(reason);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.starting);
    await Promise.all([...this.instances.values()].map(({ instance }) => instance.kill(STOPPED)));
  }

  private pool(name: string): InstancePool {
    let pool = this.pools.get(name);
    if (!pool) {
      pool = new InstancePool(this.options.instancesPerFunction ?? 4);
      this.pools.set(name, pool);
    }
    return pool;
  }

  private async startInstance(config: FunctionConfig): Promise<FunctionInstance> {
    if (this.closed) throw new Error(STOPPED);
    const { env, appid, adminUrlFor, variables, sharedTime, log } = this.options;
    const id = randomUUID();
    const identity = { env, appid, adminUrl: adminUrlFor(id) };
    const start = FunctionInstance.start({
      id,
      entry: config.entry,
      version: config.version,
      memoryMb: config.memoryMb,
      env: { ...instanceEnvironment(identity, config.name), ...variables },
      sharedTime,
      onOutput: (line) => log.record({ kind: 'output', from: config.name, what: line }),
      onExit: () => this.instances.delete(id),
    });
    this.starting.add(start);
    try {
      const instance = await start;
      this.instances.set(id, { functionName: config.name, instance });
      return instance;
    } finally {
      this.starting.delete(start);
    }
  }

  private async runIn(
    instance: FunctionInstance,
    config: FunctionConfig,
    eventJson: string,
    caller: Caller,
  ): Promise<RunOutcome> {
    const facts = { function: config.name, source: caller.source };
    const requestId = randomUUID();
    const known = this.instances.get(instance.id);
    if (known) known.invocation = { requestId, config, caller, instance, gatewayCalls: 0, writes: 0 };
    try {
      if (this.options.faults.take('function', facts, ['killed-before'])) {
        await instance.kill();
        return { kind: 'died', message: KILLED };
      }
      const env = invocationEnvironment(caller);
      const context = invocationContext(config.name, requestId, config, {
        SCF_NAMESPACE: this.options.env,
        ...env,
      });
      const outcome = await instance.run({ event: eventJson, context, env }, config.timeoutMs);
      const leftSomething = 'leftOvers' in outcome && outcome.leftOvers.length > 0;
      if (leftSomething) await instance.kill();
      if (outcome.kind === 'returned' && this.options.faults.take('function', facts, ['timed-out'])) {
        await instance.kill();
        return { kind: 'timed-out' };
      }
      if (outcome.kind === 'returned' && this.options.faults.take('function', facts, ['killed-after'])) {
        await instance.kill();
        return { kind: 'died', message: KILLED };
      }
      return outcome;
    } finally {
      if (known) known.invocation = undefined;
    }
  }
}
