import type { Asked } from '../../dev/local/controls';
import type { ActionName, FunctionName, ResponseOf } from '../../protocol';
import { latest } from '../../server/domain/time';
import type { Chance } from './chance';
import type { Institution, Told } from './institution';
import { DIED } from './workers';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Tries of one intention before a person gives up. */
const MOST_TRIES = 4;
/** More rounds at one moment than any work needs. */
const MOST_AT_ONE_MOMENT = 60;
/** When the timer `nightly` comes, China time. */
const NIGHTLY_HOUR = 10.5 * HOUR;
const CHINA = 8 * HOUR;

/** A sign page somebody was handed. */
export interface SignPage {
  openid: string;
  orderId: string;
  package: string;
}

/** The sheet of an ordinary payment somebody was shown. */
export interface Sheet {
  openid: string;
  paymentId: string;
  request: { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string };
}

/** How people and timers live in an institution, with everything that may go wrong between them. */
export class Life {
  readonly pages: SignPage[] = [];
  readonly sheets: Sheet[] = [];
  /** No timer comes before this. */
  timersAwayUntil = 0;
  /** How many runs of the timers come twice at once. */
  timersTwice = 0;
  /** Faults that have happened, by kind. */
  readonly happened = new Map<string, number>();
  /** What callbacks changed that came once more after the end: nothing, or something is broken. */
  changedByOldNews: readonly string[] = [];
  private nightlyAt: number;

  /** @param nights whether the nightly timer ever comes: it asks for every day's bills, which takes long */
  constructor(
    readonly at: Institution,
    nights: boolean,
  ) {
    this.nightlyAt = nights ? nextNightly(at.now()) : Number.POSITIVE_INFINITY;
  }

  count(fault: string, times = 1): void {
    if (times > 0) this.happened.set(fault, (this.happened.get(fault) ?? 0) + times);
  }

  // People.

  /**
   * What a person does in the Mini Program: she taps twice, uses two phones at once, or comes while the timers run; and
   * she tries again when it did not work, under the same name.
   * @returns what she was answered; undefined when she was told no, or gave up
   */
  async ask<F extends FunctionName, A extends ActionName<F>>(
    chance: Chance,
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
  ): Promise<ResponseOf<F, A> | undefined> {
    const requestId = this.at.newRequestId();
    const once = (id = requestId) => this.at.ask(openid, name, action, asked, id);
    let told: Told<ResponseOf<F, A>> = DIED;
    const first = async () => {
      told = await once();
    };
    const manner = this.at.heldBack === undefined ? chance.below(30) : undefined;
    if (manner === 0) await this.at.workers.together([first, once]);
    else if (manner === 1) await this.at.workers.together([first, () => once(this.at.newRequestId())]);
    else if (manner === 2) await this.at.workers.together([first, () => this.at.deduction()]);
    else await first();
    for (let tries = 1; tries < MOST_TRIES && wantsAnother(told); tries += 1) {
      if (tries > 1) await this.pass(MINUTE);
      told = await once();
    }
    return told !== DIED && told.ok ? told.data : undefined;
  }

  /** The same without any of that: for what only prepares a history. */
  async surely<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
  ): Promise<ResponseOf<F, A>> {
    const told = await this.at.ask(openid, name, action, asked);
    if (told === DIED || !told.ok) throw new Error(`${name}.${action}: ${JSON.stringify(told)}`);
    return told.data;
  }

  /** What a person does inside WeChat; what can't be done there is not done. */
  inWeChat<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (error instanceof Error && error.name !== 'TypeError') return undefined;
      throw error;
    }
  }

  // Time.

  pass(ms: number): Promise<void> {
    return this.passTo(this.at.now() + ms);
  }

  /** Time passes from one due moment to the next; the timers come at the next full minute, unless they stay away. */
  async passTo(end: number): Promise<void> {
    for (let still = 0; still < MOST_AT_ONE_MOMENT; ) {
      const next = this.nextMoment();
      if (next > end) {
        this.at.skip(end - this.at.now());
        return;
      }
      still = next > this.at.now() ? 0 : still + 1;
      this.at.skip(next - this.at.now());
      await this.doWhatIsDue();
    }
    throw new Error('time stands still: there is always something to do');
  }

  private nextMoment(): number {
    const wechat = this.at.pay.due.nextDueAt() ?? Number.POSITIVE_INFINITY;
    const timers = Math.max(fullMinute(this.firstDue()), this.timersAwayUntil);
    const heldBack = this.at.heldBack?.until ?? Number.POSITIVE_INFINITY;
    return Math.min(wechat, heldBack, timers, Math.max(this.nightlyAt, this.timersAwayUntil));
  }

  private async doWhatIsDue(): Promise<void> {
    const { at } = this;
    if ((at.pay.due.nextDueAt() ?? Number.POSITIVE_INFINITY) <= at.now()) await at.pay.due.runDue();
    if ((at.heldBack?.until ?? Number.POSITIVE_INFINITY) <= at.now()) await at.hearHeldBack();
    if (this.timersAwayUntil > at.now()) return;
    if (fullMinute(this.firstDue()) <= at.now()) await this.timers();
    if (this.nightlyAt > at.now()) return;
    this.nightlyAt = nextNightly(at.now());
    await at.nightly();
  }

  /** One coming of the timers of every minute. */
  async timers(): Promise<void> {
    const { at } = this;
    if (this.timersTwice === 0) {
      await at.deduction();
      await at.push();
      return;
    }
    this.timersTwice -= 1;
    await at.workers.together([() => at.deduction(), () => at.push(), () => at.deduction()]);
  }

  private firstDue(): number {
    let first = '9999';
    for (const { dueAt, leaseUntil } of this.at.sight.all('agenda')) {
      const due = latest(dueAt, leaseUntil);
      if (due < first) first = due;
    }
    return first === '9999' ? Number.POSITIVE_INFINITY : Date.parse(first);
  }
}

function wantsAnother(told: Told<unknown>): boolean {
  return told === DIED || (!told.ok && told.error.retryable);
}

function fullMinute(moment: number): number {
  return Math.ceil(moment / MINUTE) * MINUTE;
}

function nextNightly(now: number): number {
  const today = Math.floor((now + CHINA) / DAY) * DAY - CHINA + NIGHTLY_HOUR;
  return today > now ? today : today + DAY;
}
