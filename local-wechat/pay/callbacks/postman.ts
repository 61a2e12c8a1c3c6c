import type { Clock } from '../../clock';
import type { Fault, FaultFacts, FaultRegistry } from '../../control/faults';
import type { PlatformSigner } from '../keys/platform-signer';
import { Share } from '../keys/share';
import type { Numbers } from '../numbers';
import type { Agenda } from '../store/agenda';
import type { PayDatabase } from '../store/database';
import type { Shelf } from '../store/shelf';
import type { PaySwitches } from '../switches';
import { DAY, MINUTE, SECOND } from '../times';
import type { RequestLog } from '../wire/request-log';
import type { Delivery, Try } from './delivery';
import { EVENTS } from './events';
import { type CallbackFault, FIRST_FAULTS, TRY_FAULTS } from './faults';
import { FLAWS, writeLetter } from './letter';
import { RETRY_TABLES } from './retry-tables';
import type { Post } from './send';

export interface PostmanNeeds {
  clock: Clock;
  database: PayDatabase;
  deliveries: Shelf<Delivery>;
  agenda: Agenda;
  signer: PlatformSigner;
  apiV3Key: string;
  switches: () => Readonly<PaySwitches>;
  faults: FaultRegistry | undefined;
  resolveNotifyUrl: (url: string) => string;
  log: RequestLog;
  numbers: Numbers;
  post: Post;
}

const accepted = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** Carries callbacks to merchants: signs each try anew, and follows the retry tables until a 2xx answer. */
export class Postman {
  private readonly probes = new Share();

  constructor(private readonly needs: PostmanNeeds) {}

  /** One due moment of a delivery: a try, a probe, or a fault that keeps it waiting. */
  async carry(id: string): Promise<void> {
    const delivery = this.needs.deliveries.get(id);
    if (delivery?.state !== 'waiting') return;
    if (!delivery.drawn && this.drawFirst(delivery)) return;
    delete delivery.heldBack;
    const { signtestRate } = this.needs.switches();
    if (!delivery.probed && delivery.tries.length === 0 && this.probes.picks(signtestRate))
      return this.probe(delivery);
    await this.attempt(delivery);
  }

  private facts(delivery: Delivery): FaultFacts {
    const { eventType, subject, url } = delivery;
    const genuine = delivery.tries.filter((one) => one.flaw !== 'signtest');
    return { eventType, subject, url, attempt: genuine.length + 1 };
  }

  private take(delivery: Delivery, kinds: readonly CallbackFault[]): Fault | undefined {
    return this.needs.faults?.take('callback', this.facts(delivery), kinds);
  }

  /** Draws the faults of a callback's first moment; true when it does not go out now. */
  private drawFirst(delivery: Delivery): boolean {
    const fault = this.take(delivery, FIRST_FAULTS);
    delivery.drawn = true;
    const now = this.needs.clock.now();
    if (fault?.kind === 'lost-for-good') delivery.state = 'lost';
    if (fault?.kind === 'late') this.postpone(delivery, now + Number(fault.settings?.['ms'] ?? DAY));
    if (fault?.kind === 'reordered') {
      delivery.heldBack = true;
      this.postpone(delivery, now + 10 * MINUTE);
    }
    this.needs.deliveries.put(delivery);
    if (fault?.kind !== 'signtest') return fault !== undefined;
    this.postpone(delivery, now, true);
    return true;
  }

  private postpone(delivery: Delivery, at: number, asProbe = false): void {
    this.needs.agenda.add(at, asProbe ? 'probe' : 'deliver', delivery.id);
  }

  /** A wrong signature on purpose; whatever the answer, the genuine callback follows a second later. */
  async probe(delivery: Delivery): Promise<void> {
    const one = await this.post(delivery, 'signtest', 0);
    this.record(delivery, [one], () => {
      delivery.probed = true;
      this.postpone(delivery, this.needs.clock.now() + SECOND);
    });
  }

  async carryProbe(id: string): Promise<void> {
    const delivery = this.needs.deliveries.get(id);
    if (delivery) await this.probe(delivery);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const fault = this.take(delivery, TRY_FAULTS);
    const kind = fault?.kind as CallbackFault | undefined;
    const amount = Number(fault?.settings?.['amount'] ?? 1);
    const tries = [await this.post(delivery, kind, amount)];
    if (kind === 'doubled' || kind === 'doubled-new-id')
      tries.push(await this.post(delivery, kind, amount, true));
    const done = kind !== 'unheard' && accepted(tries[0]?.status);
    this.record(delivery, tries.slice(0, 1), () => {
      if (done) delivery.state = 'delivered';
      else this.tryLater(delivery);
      this.releaseOthers(delivery);
    });
  }

  private async post(
    delivery: Delivery,
    fault: CallbackFault | undefined,
    amount: number,
    again = false,
  ): Promise<Try> {
    const { clock, signer, apiV3Key, switches, resolveNotifyUrl, log, numbers, post } = this.needs;
    const at = clock.now();
    if (fault === 'lost') return { at, flaw: fault };
    const body = writeLetter(delivery, {
      apiV3Key,
      amountsAsStrings: switches().amountsAsStrings,
      amount,
      ...(again && fault === 'doubled-new-id' ? { newId: numbers.eventId() } : {}),
      ...(fault ? { fault } : {}),
    });
    const headers = signer.headers(body, at, signer.callbackKey(), fault && FLAWS[fault]);
    const status = await post(resolveNotifyUrl(delivery.url), body, {
      ...headers,
      'Request-ID': numbers.requestId(0),
    });
    log.callback({ at, url: delivery.url, eventType: delivery.eventType, id: delivery.id, status, fault });
    return { at, ...(status === undefined ? {} : { status }), ...(fault ? { flaw: fault } : {}) };
  }

  private record(delivery: Delivery, tries: Try[], work: () => void): void {
    this.needs.database.atomically(() => {
      delivery.tries.push(...tries);
      work();
      this.needs.deliveries.put(delivery);
    });
  }

  private tryLater(delivery: Delivery): void {
    const genuine = delivery.tries.filter((one) => one.flaw !== 'signtest').length;
    const gap = RETRY_TABLES[EVENTS[delivery.eventType].retries][genuine - 1];
    if (gap === undefined) delivery.state = 'given-up';
    else this.postpone(delivery, this.needs.clock.now() + gap);
  }

  /** A callback that was held back goes out once another has overtaken it. */
  private releaseOthers(overtaker: Delivery): void {
    const { agenda, deliveries, clock } = this.needs;
    for (const held of deliveries.where('heldBack', 1)) {
      if (held.id === overtaker.id) continue;
      agenda.strike('deliver', held.id);
      agenda.add(clock.now(), 'deliver', held.id);
    }
  }
}
