import type { RequestOf } from '../../../protocol';
import type { MoneyAct } from '../../../server/domain/act/act';
import { append, FIRST_HEAD } from '../../../server/domain/ledger/chain';
import { fen } from '../../../server/domain/money';
import type { Posting } from '../../../server/domain/order/collection';
import type { Order, Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import type { Refund } from '../../../server/domain/payment/refund';
import type { StaffMember } from '../../../server/domain/people/people';
import type { TaskKind } from '../../../server/domain/task/task';
import type { Time } from '../../../server/domain/time';
import type { CallOutcome, WriteKind } from '../../../server/ports/pay-score';
import { advanceAct } from '../../../server/usecases/acting/advance-act';
import { askAct } from '../../../server/usecases/acting/ask-act';
import { entryDrafts } from '../../../server/usecases/orders/ledger-entries';
import { hours, order } from '../../domain/order/orders';
import { versionOf } from '../guitar-course';
import { FINANCE, INSTITUTION, OWNER, PAYER } from '../school';
import { World } from '../world';

/** A second person of finance, and one who works at another campus only. */
export const COLLEAGUE = 'o-colleague';
export const ELSEWHERE = 'o-elsewhere';

/** Wednesday at ten: two days after the first class. */
export const NOW = hours(48);

/** The first id that is given at a desk: that of the first act asked for. */
export const FIRST_ACT = 'id00000000000001';

type Asked = RequestOf<'finance', 'askAct'>;
export type Ask = Partial<Asked> & Pick<Asked, 'kind'>;

/**
 * The desk of finance with one order of three units on it, put into whatever situation a test is about: quick, since
 * nothing has to be lived through to get there. Above ¥80.00 a second person must approve.
 */
export class Desk {
  readonly world = new World();
  readonly ports = this.world.ports;
  readonly store = this.world.store;

  static open(changes: Partial<Order> = {}): Promise<Desk> {
    return Desk.with(order(changes));
  }

  static async with(given: Order): Promise<Desk> {
    const desk = new Desk();
    desk.world.goTo(NOW);
    await desk.moveIn(given);
    return desk;
  }

  private async moveIn(given: Order): Promise<void> {
    const limits = { fourEyesAboveFen: fen(8_000), objectionDays: 7, silenceDays: 60 };
    await this.store.insert('institutions', { _id: 'inst', ...INSTITUTION, createdAt: hours(-99), limits });
    for (const member of STAFF) await this.store.insert('staff', member);
    await this.store.insert('students', {
      ...{ _id: given.studentId, payerOpenid: PAYER, name: '李小梅', birthYear: 1990, relation: 'self' },
      createdAt: hours(-99),
    });
    await this.store.insert('course_versions', versionOf({}));
    const { entries, head } = append(FIRST_HEAD, entryDrafts(given, given.units.flatMap(booked), hours(25)));
    for (const entry of entries) await this.store.insert('ledger', entry);
    await this.store.insert('orders', { ...given, ledger: head });
  }

  /** Asks for an act, about unit 1 unless it is about the whole order. */
  async ask(act: Ask, by = FINANCE): Promise<MoneyAct> {
    const whole = act.kind === 'stop_plan' || act.kind === 'resume' || act.kind === 'settle';
    const about = { requestId: 'r', orderId: 'order1', ...(whole ? {} : { unitNo: 1 }) };
    const { actId } = await askAct(this.ports, by, { ...about, proof: [], reason: '老师换人', ...act });
    return this.act(actId);
  }

  /** Asks for an act and carries it on, as far as it goes by itself. */
  async carryOut(act: Ask): Promise<MoneyAct> {
    const { _id } = await this.ask(act);
    await advanceAct(this.ports, _id);
    return this.act(_id);
  }

  /** Carries an act on. @returns when to look again */
  carryOn(actId = FIRST_ACT): Promise<Time | undefined> {
    return advanceAct(this.ports, actId);
  }

  /** An act that was asked for and approved before. */
  async putAct(changes: Partial<MoneyAct> & Pick<MoneyAct, 'kind'>): Promise<MoneyAct> {
    const act: MoneyAct = {
      ...{ _id: 'act1', institutionId: 'inst', campusId: 'north', orderId: 'order1', state: 'approved' },
      ...{ amountFen: fen(0), reason: '老师换人', proof: [], fourEyes: false, tries: 0, revision: 1 },
      ...{ askedBy: FINANCE, askedAt: hours(47) },
      ...changes,
    };
    await this.store.insert('acts', act);
    return act;
  }

  /** The learner has asked for ¥60.00 of unit 1 back, unless said otherwise. */
  async putRefund(changes: Partial<Refund> = {}): Promise<Refund> {
    const refund: Refund = {
      ...{ _id: 'order1R1', institutionId: 'inst', campusId: 'north', orderId: 'order1', unitNo: 1 },
      ...{ payerOpenid: PAYER, kind: 'charge', transactionId: 't1', totalFen: fen(10_000) },
      ...{ askedFen: fen(6_000), reason: '生病', state: 'asked', askedAt: hours(40), polls: 0, revision: 0 },
      ...changes,
    };
    await this.store.insert('refunds', refund);
    return refund;
  }

  /** Entries of the work list about unit 1, or about the whole order. */
  async putTasks(kinds: readonly TaskKind[], unitNo?: number): Promise<void> {
    const subject = { orderId: 'order1', ...(unitNo === undefined ? {} : { unitNo }) };
    for (const kind of kinds)
      await this.store.insert('tasks', {
        ...{ _id: [kind, ...Object.values(subject)].join('-'), kind, subject, reason: '' },
        ...{ institutionId: 'inst', campusId: 'north', forRoles: ['finance'], state: 'open' },
        ...{ raisedAt: hours(40), deadline: hours(60) },
      });
  }

  /** What WeChat answers from now on when it is asked for the service order. */
  weChatSays(facts: OrderFacts): void {
    this.weChatAnswers({ kind: 'done', value: facts, requestId: 'r' });
  }

  weChatAnswers(outcome: CallOutcome<OrderFacts>): void {
    this.world.pay.queryOrder = async () => outcome;
  }

  /** What WeChat answers to the next call of that kind. */
  answersNext(kind: WriteKind, outcome: CallOutcome<unknown>): void {
    this.world.pay.answers.push({ kind, outcome: outcome as CallOutcome<never> });
  }

  async act(actId = FIRST_ACT): Promise<MoneyAct> {
    return found(await this.store.get('acts', actId));
  }

  async order(): Promise<Order> {
    return found(await this.store.get('orders', 'order1'));
  }

  async unit(no = 1): Promise<Unit> {
    return unitOf(await this.order(), no);
  }

  /** Ids of the tasks still open, in the order in which they were raised. */
  openTasks(): string[] {
    const open = this.store.all('tasks').filter((task) => task.state === 'open');
    return open.map((task) => task._id);
  }

  /** When something is due, by what it is about. */
  agenda(): Record<string, Time> {
    return Object.fromEntries(this.store.all('agenda').map((row) => [row._id, row.dueAt]));
  }

  /** The record of what staff did, oldest first, without its numbers. */
  record() {
    return this.store.all('audit').map(({ _id, institutionId, before, after, ...entry }) => ({
      ...entry,
      ...(before === undefined ? {} : { before: JSON.parse(before) }),
      ...(after === undefined ? {} : { after: JSON.parse(after) }),
    }));
  }

  /** `charge 10000 u1`, in the order in which they were written. */
  books(): string[] {
    return this.store.all('ledger').map((entry) => `${entry.kind} ${entry.amountFen} u${entry.unitNo}`);
  }

  /** What was sent to WeChat Pay about service orders, as `kind` and body. */
  sent(): [string, unknown][] {
    return this.world.pay.sent.map((call) => [call.kind, JSON.parse(call.body)]);
  }
}

const STAFF: StaffMember[] = [
  member(OWNER, '林校长', ['owner']),
  member(FINANCE, '赵财务', ['finance']),
  member(COLLEAGUE, '钱财务', ['finance']),
  member(ELSEWHERE, '孙财务', ['finance'], ['south']),
];

function member(
  _id: string,
  name: string,
  roles: StaffMember['roles'],
  campusIds: string[] = [],
): StaffMember {
  const since = { state: 'active' as const, createdAt: hours(-99), revision: 1 };
  return { _id, institutionId: 'inst', name, roles, campusIds, ...since };
}

/** What the books hold of a unit in that situation. */
function booked({ no: unitNo, chargedFen, collectedFen, transactionIds = [] }: Unit): Posting[] {
  const [transactionId] = transactionIds;
  return [
    ...(chargedFen ? [{ kind: 'charge' as const, unitNo, amountFen: chargedFen }] : []),
    ...(collectedFen && transactionId
      ? [{ kind: 'collect' as const, unitNo, amountFen: collectedFen, transactionId }]
      : []),
  ];
}

function found<T>(document: T | undefined): T {
  if (document === undefined) throw new Error('it is not there');
  return document;
}
