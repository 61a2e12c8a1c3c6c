import type fc from 'fast-check';
import { AppError } from '../../server/domain/errors';
import { StoreBusy } from '../../server/ports/store';
import type { Ports } from '../../server/usecases/ports';
import { gatedPorts } from './gated-ports';

/**
 * Several functions at once: while a race runs, every wait of theirs for the database or WeChat Pay ends when the
 * scheduler says so, so that fast-check tries their orders and shrinks the one that broke something.
 */
export class Race {
  private scheduler: fc.Scheduler | undefined;

  /** Ports whose waits belong to the race. */
  readonly gate = (ports: Ports): Ports =>
    gatedPorts(ports, {
      at: async ({ what, when }) => {
        await this.scheduler?.schedule(Promise.resolve(), `${when} ${what}`);
      },
    });

  /** Who is told no has lost the race, which is fine; everything else is a fault. */
  run(scheduler: fc.Scheduler, ...runners: (() => Promise<unknown>)[]): Promise<void> {
    return this.during(scheduler, async () => {
      await scheduler.waitFor(Promise.all(runners.map((run) => run().catch(unlessToldNo))));
    });
  }

  /** All waits are the scheduler's until this ends. */
  async during(scheduler: fc.Scheduler, work: () => Promise<void>): Promise<void> {
    this.scheduler = scheduler;
    await work();
    this.scheduler = undefined;
  }
}

/** @throws what is no refusal */
export function unlessToldNo(error: unknown): void {
  if (!(error instanceof AppError || error instanceof StoreBusy)) throw error;
}
