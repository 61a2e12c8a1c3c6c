import {
  createMemoryStore,
  type MemoryStore,
  type MemoryStoreOptions,
} from '../../server/adapters/memory-store/memory-store';
import type { CourseContent, CourseVersion, RungTerms } from '../../server/domain/course/course';
import { trialBalance, unitBalance } from '../../server/domain/ledger/balances';
import { verifyChain } from '../../server/domain/ledger/chain';
import type { LedgerEntry } from '../../server/domain/ledger/entry';
import { fen } from '../../server/domain/money';
import type { Order, Unit } from '../../server/domain/order/order';
import { unitOf } from '../../server/domain/order/units';
import type { StaffMember } from '../../server/domain/people/people';
import { priceList } from '../../server/domain/plan/price-list';
import { between, DAY, HOUR, latest, msOf, plus, type Time, timeOf } from '../../server/domain/time';
import type { Collections } from '../../server/ports/store';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { applyNotification } from '../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import { advanceOrder } from '../../server/usecases/charging/advance-order';
import type { Ports } from '../../server/usecases/ports';
import { orderCourse } from '../../server/usecases/signing/order-course';
import { refreshOrder } from '../../server/usecases/signing/refresh';
import { beginSigning, handOutPackage } from '../../server/usecases/signing/sign';
import { rollCall } from '../../server/usecases/teaching/roll-call';
import { content } from '../domain/courses';
import { FakePayScore, type Letter } from './fake-pay-score';
import { PretendPayments } from './pretend-payments';

export const PAYER = 'o-payer';
/** The first class; the learner orders a week earlier. */
export const FIRST_CLASS = timeOf(Date.parse('2026-03-09T10:00:00+08:00'));
export const OWNER: StaffMember = {
  _id: 'o-owner',
  institutionId: 'inst',
  name: '林校长',
  roles: ['owner'],
  campusIds: [],
  state: 'active',
  createdAt: FIRST_CLASS,
  revision: 1,
};

const RUNGS: RungTerms[] = [
  { key: 'per-class', serviceKey: 'per-class', unit: { kind: 'class' } },
  { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
];

export interface CourseOptions {
  classes?: number;
  /** From one class's start to the next's; a day. */
  every?: number;
  changes?: Partial<CourseContent>;
  beforeStep?: MemoryStoreOptions['beforeStep'];
}

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
    this.ports = this.wired();
  }

  static async open(options: CourseOptions = {}): Promise<CourseLife> {
    const life = new CourseLife(options);
    await life.setUp();
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
    const { contract } = this.version();
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

  // Time and WeChat.

  /** One run of the timer. */
  async tick(): Promise<void> {
    await runAgenda(this.ports, { notification: applyNotification, order: advanceOrder });
  }

  /** WeChat's letters that have not arrived yet. */
  async deliver(letters: readonly Letter[] = this.pay.letters.slice(this.delivered)): Promise<void> {
    this.delivered = this.pay.letters.length;
    for (const { id, eventType, businessNo, resource } of letters)
      await storeCallback(this.ports, { id, eventType, businessNo, resource, createdAt: this.now() });
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
    return this.store
      .all('ledger')
      .filter((entry) => entry.orderId === orderId)
      .sort((a, b) => a.seq - b.seq);
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
    for (const order of this.store.all('orders')) {
      const entries = this.ledger(order._id);
      expect(verifyChain(entries, order.ledger)).toEqual({ ok: true });
      for (const unit of order.units) {
        const { chargedFen, paidFen } = unitBalance(entries, unit.no);
        expect([unit.no, chargedFen, paidFen]).toEqual([
          unit.no,
          unit.chargedFen ?? 0,
          unit.collectedFen ?? 0,
        ]);
      }
    }
    const all = this.store.all('ledger');
    trialBalance(all);
    for (const [key, sent] of this.pay.bytes) expect([key, new Set(sent).size]).toEqual([key, 1]);
  }

  /** Everything WeChat took is booked, and nothing else. */
  expectExplained(): void {
    this.expectSound();
    const booked = this.store
      .all('ledger')
      .filter((entry) => entry.debit === 'wechat_clearing')
      .reduce((total, entry) => total + entry.amountFen, 0);
    expect(booked).toBe(this.pay.taken());
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
      callbacks: {
        read: () => ({ refused: 'not here' }),
        signPlan: (resource) => this.pay.signPlan(resource),
        serviceOrder: (resource) => this.pay.serviceOrder(resource),
      },
      messages: nothing<Ports['messages']>('messages'),
      files: { links: async (ids) => ids.map((id) => `https://files.test/${id}`) },
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

  private content(): CourseContent {
    const { classes = 3, changes = {} } = this.options;
    return content({ rungs: RUNGS, totalFen: fen(classes * 10_000), ...changes }, classes);
  }

  private version(): CourseVersion {
    const course = this.content();
    const region = { region: 'guangdong', category: 'music', institutionId: 'inst', campusIds: ['north'] };
    return {
      ...course,
      ...{ _id: 'guitar-v1', courseId: 'guitar', version: 1, regionRule: 'rule', publishedAt: FIRST_CLASS },
      ...region,
      contract: { version: 1, text: course.contractText, hash: 'ab'.repeat(32) },
      plans: course.rungs.map((rung) => ({
        ...{ rungKey: rung.key, serviceKey: rung.serviceKey, merchantPlanNo: `P${rung.key}` },
        ...{ planId: `plan-${rung.key}`, state: 'normal', details: priceList(course, rung.unit) },
      })),
    };
  }

  private async setUp(): Promise<void> {
    const version = this.version();
    const at = { createdAt: this.now(), updatedAt: this.now(), revision: 1 };
    const { institutionId, campusIds, region, category } = version;
    const published = { state: 'published', publishedVersionId: version._id, draft: this.content() } as const;
    for (const plan of version.plans)
      this.pay.priceLists.set(
        plan.planId ?? '',
        plan.details.map((detail) => detail.priceFen),
      );
    await this.store.insert('course_versions', version);
    await this.store.insert('courses', {
      ...{ _id: 'guitar', institutionId, campusIds, region, category },
      ...published,
      ...at,
    });
    for (const id of ['student1', 'student2'])
      await this.store.insert('students', {
        ...{ _id: id, payerOpenid: PAYER, name: id, birthYear: 1990, relation: 'self' },
        createdAt: this.now(),
      });
    if (version.mode === 'scheduled') for (const [i] of version.lessons.entries()) await this.addClass(i + 1);
  }

  /** Schedules the n-th class, an hour long. */
  async addClass(no: number, startsAt = this.classStart(no)): Promise<void> {
    await this.store.insert('classes', {
      ...{ _id: `k${no}`, institutionId: 'inst', campusId: 'north', courseId: 'guitar', title: '吉他课' },
      ...{ startsAt, endsAt: plus(startsAt, HOUR), place: '301', online: false, teacherOpenid: 'o-teacher' },
      ...{ capacity: 10, state: 'scheduled', material: [], makeUp: false, revision: 1 },
      ...{ createdAt: this.now(), createdBy: OWNER._id },
    });
  }
}

/** A port that these stories don't use. */
function nothing<T extends object>(name: string): T {
  const refuse = () => {
    throw new Error(`${name} is not part of this story`);
  };
  return new Proxy({}, { get: refuse }) as T;
}
