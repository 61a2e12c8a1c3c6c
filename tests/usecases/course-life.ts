import { createMemoryStore, type MemoryStore } from '../../server/adapters/memory-store/memory-store';
import type { LedgerEntry } from '../../server/domain/ledger/entry';
import type { Order, Unit } from '../../server/domain/order/order';
import { unitOf } from '../../server/domain/order/units';
import { between, DAY, HOUR, latest, msOf, plus, type Time, timeOf } from '../../server/domain/time';
import type { Collections } from '../../server/ports/store';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { applyNotification } from '../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import { advanceOrder } from '../../server/usecases/charging/advance-order';
import { confirmUnit } from '../../server/usecases/classroom/confirm-unit';
import { objectToUnit } from '../../server/usecases/classroom/object-unit';
import { closeOrder } from '../../server/usecases/closing/close-order';
import type { Ports } from '../../server/usecases/ports';
import { orderCourse } from '../../server/usecases/signing/order-course';
import { refreshOrder } from '../../server/usecases/signing/refresh';
import { beginSigning, handOutPackage } from '../../server/usecases/signing/sign';
import { decideObjection } from '../../server/usecases/teaching/decide-objection';
import { rollCall } from '../../server/usecases/teaching/roll-call';
import { FakePayScore } from './fake-pay-score';
import type { Letter } from './fake-wechat';
import { addClass, type CourseOptions, FIRST_CLASS, OWNER, PAYER, setUp, versionOf } from './guitar-course';
import { PretendPayments } from './pretend-payments';
import { clearedFen, entriesOf, expectSoundBooks } from './sound-books';

export { FIRST_CLASS, OWNER, PAYER };

/**
 * The life of one course of ¥100 a class, with everybody in it: the payer, staff, WeChat Pay, the timer. Time stands
 * still until `runTo` lets it pass, from one due moment to the next.
 */
export class CourseLife {
  readonly store: MemoryStore;
  readonly pay = new FakePayScore(() => this.now());
  readonly ports: Ports;
  readonly logged: string[] = [];
  /** WeChat's letters arrive by themselves while time passes. */
  delivers = true;
  /** Set while the course is being lived, not while it is set up. */
  private begun = false;
  private delivered = 0;
  private ms = msOf(plus(FIRST_CLASS, -7 * DAY));
  private ids = 0;
  readonly every: number;

  private constructor(private readonly options: CourseOptions) {
    const { beforeStep, every = DAY } = options;
    this.every = every;
    this.store = createMemoryStore({ beforeStep: (step) => (this.begun ? beforeStep?.(step) : undefined) });
    this.ports = options.gate?.(this.wired()) ?? this.wired();
  }

  static async open(options: CourseOptions = {}): Promise<CourseLife> {
    const life = new CourseLife(options);
    await setUp(life.store, options, life.now(), (no) => life.classStart(no));
    for (const { planId = '', details } of versionOf(options).plans)
      life.pay.priceLists.set(
        planId,
        details.map((detail) => detail.priceFen),
      );
    life.begun = true;
    return life;
  }

  now(): Time {
    return timeOf(this.ms);
  }

  /** Start of the n-th class. */
  classStart(no: number): Time {
    return plus(FIRST_CLASS, (no - 1) * this.every);
  }

  // People.

  async order(studentId = 'student1', rungKey = 'per-class'): Promise<string> {
    const { contract } = versionOf(this.options);
    const { orderId } = await orderCourse(this.ports, PAYER, {
      ...{ requestId: 'r', courseId: 'guitar', studentId, rungKey },
      ...{ contractVersion: contract.version, contractHash: contract.hash },
    });
    return orderId;
  }

  /** Takes the way to WeChat's sign page. @returns the number of the sign plan to be signed there */
  async beginSigning(orderId: string, rungKey = 'per-class'): Promise<string> {
    const { attemptNo } = await beginSigning(this.ports, PAYER, { requestId: 'r', orderId, rungKey });
    await handOutPackage(this.ports, orderId, attemptNo);
    return `${orderId}S${attemptNo}`;
  }

  /** Orders and signs: an active order with its seats. */
  async enrol(studentId = 'student1', rungKey = 'per-class'): Promise<string> {
    const orderId = await this.order(studentId, rungKey);
    this.pay.sign(await this.beginSigning(orderId, rungKey));
    await this.refresh(orderId);
    return orderId;
  }

  refresh(orderId: string) {
    return refreshOrder(this.ports, PAYER, { orderId });
  }

  /** Calls the roll of the n-th class for one student. */
  async mark(orderId: string, no: number, mark: 'attended' | 'late' | 'absent' | 'on_leave' = 'attended') {
    const seatId = `k${no}-${orderId}`;
    const { results } = await rollCall(this.ports, OWNER, {
      requestId: 'r',
      classId: `k${no}`,
      marks: [{ seatId, mark }],
    });
    const [result] = results;
    if (result === undefined || 'error' in result) throw new Error(JSON.stringify(result));
    return result;
  }

  /** The n-th class takes place: time passes to its end, and the roll is called. */
  async attend(orderId: string, no: number, mark: 'attended' | 'late' | 'absent' | 'on_leave' = 'attended') {
    await this.runTo(plus(this.classStart(no), HOUR));
    return this.mark(orderId, no, mark);
  }

  /** She closes the deduction. */
  close(orderId: string) {
    return closeOrder(this.ports, PAYER, { requestId: 'r', orderId });
  }

  /** She objects to a unit, and staff decide. */
  object(orderId: string, unitNo: number) {
    const objection = { reason: 'quality' as const, text: '老师迟到', pictures: [] };
    return objectToUnit(this.ports, PAYER, { requestId: 'r', orderId, unitNo, ...objection });
  }

  decide(orderId: string, unitNo: number, kind: 'rejected' | 'lowered' | 'waived', chargeFen?: number) {
    const amount = chargeFen === undefined ? {} : { chargeFen };
    const act = { requestId: 'r', orderId, unitNo, kind, explanation: '老师迟到了', ...amount };
    return decideObjection(this.ports, OWNER, act);
  }

  confirm(orderId: string, unitNo: number) {
    return confirmUnit(this.ports, PAYER, { requestId: 'r', orderId, unitNo });
  }

  // Time and WeChat.

  /** One run of the timer. */
  async tick(): Promise<void> {
    await runAgenda(this.ports, { notification: applyNotification, order: advanceOrder });
  }

  /** WeChat's letters that have not arrived yet. */
  async deliver(letters: readonly Letter[] = this.pay.letters.slice(this.delivered)): Promise<void> {
    for (const letter of letters) {
      const { id, eventType, businessNo, resource } = letter;
      await storeCallback(this.ports, { id, eventType, businessNo, resource, createdAt: this.now() });
      this.delivered = Math.max(this.delivered, this.pay.letters.indexOf(letter) + 1);
    }
  }

  /** Time passes from one due moment to the next; the timer runs at each. */
  async runTo(end: Time): Promise<void> {
    for (let still = 0; still < 50; ) {
      if (this.delivers) await this.deliver();
      const next = this.nextDue();
      if (next === undefined || next > end) {
        this.ms = Math.max(this.ms, msOf(end));
        return;
      }
      still = next > this.now() ? 0 : still + 1;
      this.ms = Math.max(this.ms, msOf(next));
      await this.tick();
      if (this.logged.includes('order.not_at_rest')) throw new Error('an order never comes to rest');
    }
    throw new Error('time stands still: the timer has always something to do');
  }

  /** As much time as that passes. */
  runFor(ms: number): Promise<void> {
    return this.runTo(plus(this.now(), ms));
  }

  /** The clock moves, and nobody does anything. */
  skipTo(end: Time): void {
    this.ms += Math.max(between(this.now(), end), 0);
  }

  /** One class more, an hour long. */
  addClass(no: number, startsAt = this.classStart(no)): Promise<void> {
    return addClass(this.store, no, startsAt, this.now());
  }

  private nextDue(): Time | undefined {
    return this.store
      .all('agenda')
      .filter((row) => row.kind === 'order' || row.kind === 'notification')
      .map((row) => latest(row.dueAt, row.leaseUntil))
      .sort()
      .find((due) => due < '9999');
  }

  // What is on the books.

  orderDoc(orderId: string): Order {
    return this.document('orders', orderId);
  }

  unit(orderId: string, no: number): Unit {
    return unitOf(this.orderDoc(orderId), no);
  }

  seat(orderId: string, no: number): Collections['seats'] {
    return this.document('seats', `k${no}-${orderId}`);
  }

  ledger(orderId: string): LedgerEntry[] {
    return entriesOf(this.store, orderId);
  }

  /** `charge 10000 u1`, in the order in which they were written. */
  books(orderId: string): string[] {
    return this.ledger(orderId).map((e) => `${e.kind} ${e.amountFen} u${e.unitNo}`);
  }

  pushes(): string[] {
    return this.store.all('pushes').map((push) => push.kind);
  }

  /** Kinds of open tasks. */
  tasks(): string[] {
    return this.store
      .all('tasks')
      .filter((task) => task.state === 'open')
      .map((task) => task.kind);
  }

  /** What must hold at every moment, whatever happened. */
  expectSound(): void {
    expectSoundBooks(this.store, this.pay);
  }

  /** Everything WeChat took is booked, and nothing else. */
  expectExplained(): void {
    expectSoundBooks(this.store, this.pay);
    expect(clearedFen(this.store)).toBe(this.pay.taken());
  }

  private document<N extends 'orders' | 'seats'>(name: N, id: string): Collections[N] {
    const found = this.store.all(name).find((document) => document._id === id);
    if (found === undefined) throw new Error(`${name} has no ${id}`);
    return found;
  }

  private wired(): Ports {
    const note = (event: string) => void this.logged.push(event);
    return {
      store: this.store,
      payScore: this.pay,
      payments: new PretendPayments(),
      bills: { tradeBill: async () => ({ rows: [] }), scoreBill: async () => ({ rows: [] }) },
      callbacks: {
        read: () => ({ refused: 'not here' }),
        signPlan: (resource) => this.pay.signPlan(resource),
        serviceOrder: (resource) => this.pay.serviceOrder(resource),
      },
      messages: nothing<Ports['messages']>('messages'),
      files: {
        links: async (ids) => ids.map((id) => `https://files.test/${id}`),
        remove: async () => {},
        read: async () => 'missing',
        write: async (path) => path,
      },
      clock: { now: () => this.now() },
      ids: { next: () => this.nextId(), code: () => 'CODE234567' },
      log: { info: note, warn: note, error: note },
      settings: { institutionId: 'inst', services: {}, templates: {}, ownerCode: '' },
    };
  }

  private nextId(): string {
    this.ids += 1;
    return `id${String(this.ids).padStart(4, '0')}`;
  }
}

/** A port that these stories don't use. */
function nothing<T extends object>(name: string): T {
  const refuse = () => {
    throw new Error(`${name} is not part of this story`);
  };
  return new Proxy({}, { get: refuse }) as T;
}
