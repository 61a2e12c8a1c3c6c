import type { Clock, DueSource } from '../../clock';
import type { FaultRegistry } from '../../control/faults';
import type { RequestLog } from '../../control/request-log';
import { TIMER_CALLER } from '../functions/caller';
import type { TimerTrigger } from '../functions/function-config';
import type { FunctionHost } from '../functions/host';
import { type Cron, parseCron } from './cron';

export const TIMER_FAULTS = {
  twice: 'The timer fires two times, one after the other. Facts: function, trigger.',
  overlap: 'The timer fires two times at once. Facts: function, trigger.',
  late: 'The timer fires late, by settings.ms (default 30000). Facts: function, trigger.',
  missed: 'The timer does not fire at this tick. Facts: function, trigger.',
};

const DEFAULT_LATE_MS = 30_000;

export interface TimerOptions {
  functionName: string;
  trigger: TimerTrigger;
  clock: Clock;
  host: FunctionHost;
  faults: FaultRegistry;
  log: RequestLog;
  /** Resolves when the cloud does nothing. */
  settled: () => Promise<void>;
}

/**
 * One timer trigger of a function. When ticks were passed over (a jump of the clock), it fires once for all of
 * them. What the function answers is thrown away, and a failure is not repeated, as in the cloud.
 */
export class FunctionTimer implements DueSource {
  readonly name: string;
  private readonly cron: Cron;
  private tick: number | undefined;
  private readonly late: { at: number; tick: number }[] = [];

  constructor(private readonly options: TimerOptions) {
    const { functionName, trigger, clock } = options;
    this.name = `timer ${functionName}/${trigger.name}`;
    this.cron = parseCron(trigger.config);
    this.tick = this.cron.next(clock.now());
  }

  nextDueAt(): number | undefined {
    const moments = this.late.map(({ at }) => at);
    if (this.tick !== undefined) moments.push(this.tick);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  async runDue(): Promise<void> {
    const now = this.options.clock.now();
    const runs = this.takeLate(now).map((tick) => () => this.call(tick));
    if (this.tick !== undefined && this.tick <= now) {
      const tick = this.tick;
      this.tick = this.cron.next(now);
      runs.push(() => this.fire(tick, now));
    }
    for (const run of runs) await run();
  }

  settled(): Promise<void> {
    return this.options.settled();
  }

  private async fire(tick: number, now: number): Promise<void> {
    const { functionName, trigger, faults } = this.options;
    const fault = faults.take('timer', { function: functionName, trigger: trigger.name });
    if (fault?.kind === 'missed') return;
    if (fault?.kind === 'late') {
      const ms = fault.settings?.['ms'];
      this.late.push({ at: now + (typeof ms === 'number' ? ms : DEFAULT_LATE_MS), tick });
      return;
    }
    if (fault?.kind === 'overlap') {
      await Promise.all([this.call(tick), this.call(tick)]);
      return;
    }
    await this.call(tick);
    if (fault?.kind === 'twice') await this.call(tick);
  }

  private takeLate(now: number): number[] {
    const due = this.late.filter(({ at }) => at <= now);
    this.late.splice(0, this.late.length, ...this.late.filter(({ at }) => at > now));
    return due.map(({ tick }) => tick);
  }

  private async call(tick: number): Promise<void> {
    const { functionName, trigger, host } = this.options;
    const event = {
      Type: 'Timer',
      TriggerName: trigger.name,
      Time: `${new Date(tick).toISOString().slice(0, 19)}Z`,
      Message: '',
    };
    // The log of the functions tells of the failure; nobody waits for the answer.
    await host.invoke(functionName, JSON.stringify(event), TIMER_CALLER).catch(() => undefined);
  }
}

/** A timer for every trigger of every function. Throws an Error that names the trigger when one is wrong. */
export function timersOf(options: Omit<TimerOptions, 'functionName' | 'trigger'>): FunctionTimer[] {
  options.faults.declare('timer', TIMER_FAULTS);
  const timers: FunctionTimer[] = [];
  for (const functionName of options.host.names()) {
    for (const trigger of options.host.config(functionName)?.timers ?? []) {
      try {
        timers.push(new FunctionTimer({ ...options, functionName, trigger }));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`Timer "${trigger.name}" of function ${functionName}: ${reason}`);
      }
    }
  }
  return timers;
}
