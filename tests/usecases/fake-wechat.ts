import { type Fen, fen } from '../../server/domain/money';
import { DAY, plus, type Time } from '../../server/domain/time';
import type {
  Answers,
  OrderFacts,
  OrderPayment,
  PlanFacts,
  SignPlanFacts,
  StoredNotification,
  WriteInputs,
} from '../../server/ports/pay-score';

export type Letter = Pick<StoredNotification, 'eventType' | 'businessNo' | 'resource'> & { id: string };

/** What WeChat answers when it does not do what it is asked. */
export class Refusal {
  constructor(
    readonly code: string,
    readonly status = 400,
  ) {}
}

export const NOT_THERE = new Refusal('RESOURCE_NOT_EXISTS', 404);

export type Answered<T> = T | Refusal;

interface SignPlan {
  facts: SignPlanFacts;
  prices: Fen[];
  numbers: string[];
  bytes: string;
}

interface ServiceOrder {
  no: string;
  plan: SignPlan;
  priceFen: Fen;
  state: 'CREATED' | 'DOING' | 'DONE' | 'REVOKED' | 'EXPIRED';
  totalFen?: Fen;
  payments: OrderPayment[];
  bytes: string;
}

/** How long every plan lives. */
const PLAN_DAYS = 200;

/**
 * WeChat's side in memory: sign plans, one live service order of a plan at a time and in order, deductions on demand,
 * letters for what has an event. It refuses what WeChat refuses. The test is its people.
 */
export class FakeWeChat {
  /** Callbacks that WeChat has written; the test delivers them, or not. */
  readonly letters: Letter[] = [];
  /** Whether money is taken as soon as an order is completed. */
  pays = true;
  /** How an order begins. */
  begins: 'DOING' | 'CREATED' = 'DOING';
  /** Whether an order in service can be completed after its plan was cancelled or expired. */
  afterEnd: 'completable' | 'refused' = 'completable';
  /** Whether WeChat ends a plan by itself when all its details are done. */
  endsPlans = true;
  /** The price lists of the merchant's plans, by plan id. */
  readonly priceLists = new Map<string, Fen[]>();
  protected readonly merchantPlans = new Map<string, PlanFacts>();
  protected readonly plans = new Map<string, SignPlan>();
  protected readonly orders = new Map<string, ServiceOrder>();
  private transactions = 0;

  constructor(private readonly now: () => Time) {}

  // What people do inside WeChat.

  sign(planNo: string): void {
    const plan = this.planOf(planNo);
    if (plan.facts.state !== 'UNSIGNED') throw new Error(`${planNo} is ${plan.facts.state}`);
    plan.facts = {
      ...plan.facts,
      state: 'SIGNED',
      signTime: this.now(),
      planOverTime: plus(this.now(), PLAN_DAYS * DAY),
    };
    this.write('PAYSCORE.USER_SIGN_PLAN', planNo, plan.facts);
  }

  close(planNo: string, cancelType: 'USER' | 'REVOKE_SERVICE' = 'USER'): void {
    this.cancel(this.planOf(planNo), cancelType);
    this.write('PAYSCORE.USER_CANCEL_SIGN_PLAN', planNo, this.planOf(planNo).facts);
  }

  /** The plan's time is over; WeChat tells nobody. */
  expire(planNo: string): void {
    const plan = this.planOf(planNo);
    plan.facts = { ...plan.facts, state: 'EXPIRE' };
  }

  /** A deduction succeeds, or she pays by hand; again, when it is paid already. */
  pay(no: string, amountFen = this.orderOf(no).totalFen ?? fen(0)): void {
    const order = this.orderOf(no);
    this.transactions += 1;
    order.state = 'DONE';
    order.payments.push({
      transactionId: `t${this.transactions}`,
      amountFen,
      paidType: 'NEWTON',
      paidAt: this.now(),
    });
    this.completePlan(order.plan);
    this.write('PAYSCORE.USER_PAID', no, this.factsOf(order));
  }

  /** She confirms an order that waits for her. */
  confirm(no: string): void {
    this.orderOf(no).state = 'DOING';
    this.write('PAYSCORE.USER_CONFIRM', no, this.factsOf(this.orderOf(no)));
  }

  /** Somebody completes or revokes it in the merchant console. */
  meddle(no: string, changes: { state?: ServiceOrder['state']; totalFen?: Fen }): void {
    Object.assign(this.orderOf(no), changes);
  }

  /** Somebody stops a plan in the merchant console. */
  stopByHand(merchantPlanNo: string): void {
    this.stopPlan({ merchantPlanNo });
  }

  /** Whether there is a service order of that number. */
  knows(no: string): boolean {
    return this.orders.has(no);
  }

  stateOf(no: string): string {
    return this.orders.get(no)?.state ?? this.planOf(no).facts.state;
  }

  totalOf(no: string): number | undefined {
    return this.orderOf(no).totalFen;
  }

  /** Money that WeChat has taken, fen. */
  taken(): number {
    return [...this.orders.values()].flatMap((o) => o.payments).reduce((sum, p) => sum + p.amountFen, 0);
  }

  // What the merchant asks for.

  protected createPlan({ merchantPlanNo, details }: WriteInputs['create-plan']): Answered<PlanFacts> {
    if (this.merchantPlans.has(merchantPlanNo)) return new Refusal('INVALID_REQUEST');
    const plan = { planId: `plan-${merchantPlanNo}`, state: 'NORMAL' };
    const prices = details.map((detail) => detail.priceFen);
    this.priceLists.set(plan.planId, prices);
    this.merchantPlans.set(merchantPlanNo, plan);
    return plan;
  }

  protected stopPlan({ merchantPlanNo }: WriteInputs['stop-plan']): Answered<PlanFacts> {
    const plan = this.merchantPlans.get(merchantPlanNo);
    if (plan?.state !== 'NORMAL') return new Refusal('INVALID_REQUEST');
    plan.state = 'STOP';
    return plan;
  }

  protected createSignPlan(
    { merchantSignPlanNo, planId, details }: WriteInputs['create-sign-plan'],
    bytes: string,
  ): Answered<Answers['create-sign-plan']> {
    const known = this.plans.get(merchantSignPlanNo);
    if (known !== undefined && known.bytes !== bytes) return new Refusal('INVALID_REQUEST');
    const fresh: SignPlan = {
      facts: { signPlanId: `sp-${merchantSignPlanNo}`, merchantSignPlanNo, state: 'UNSIGNED' },
      prices: this.priceLists.get(planId) ?? [],
      numbers: details.map((detail) => detail.outTradeNo),
      bytes,
    };
    const plan = known ?? fresh;
    this.plans.set(merchantSignPlanNo, plan);
    return { signPlan: plan.facts, package: `package-${merchantSignPlanNo}` };
  }

  protected stopSignPlan({ merchantSignPlanNo }: WriteInputs['stop-sign-plan']): Answered<SignPlanFacts> {
    const plan = this.planOf(merchantSignPlanNo);
    if (plan.facts.state !== 'SIGNED') return new Refusal('INVALID_REQUEST');
    this.cancel(plan, 'MERCHANT');
    return plan.facts;
  }

  protected openOrder(input: WriteInputs['open-order'], bytes: string): Answered<OrderFacts> {
    const plan = [...this.plans.values()].find((p) => p.facts.signPlanId === input.signPlanId);
    const known = this.orders.get(input.outTradeNo);
    if (known !== undefined)
      return known.bytes === bytes ? this.factsOf(known) : new Refusal('INVALID_REQUEST');
    if (plan?.facts.state !== 'SIGNED') return new Refusal('NO_AUTH', 403);
    const earlier = plan.numbers
      .slice(0, input.detailNo - 1)
      .map((no) => this.orders.get(no)?.state ?? 'none');
    const inTurn = plan.numbers[input.detailNo - 1] === input.outTradeNo;
    if (!inTurn || !earlier.every((state) => state === 'DONE' || state === 'REVOKED'))
      return new Refusal('INVALID_REQUEST');
    if (input.startTime <= this.now()) return new Refusal('PARAM_ERROR');
    const priceFen = plan.prices[input.detailNo - 1] ?? fen(0);
    const order: ServiceOrder = {
      no: input.outTradeNo,
      plan,
      priceFen,
      state: this.begins,
      payments: [],
      bytes,
    };
    this.orders.set(order.no, order);
    return this.factsOf(order);
  }

  protected completeOrder(input: WriteInputs['complete-order']): Answered<OrderFacts> {
    const order = this.orderOf(input.outTradeNo);
    if (order.state !== 'DOING' || order.totalFen !== undefined) return new Refusal('INVALID_ORDER_STATE');
    const ended = order.plan.facts.state !== 'SIGNED' && this.afterEnd === 'refused';
    if (ended) return new Refusal('NO_AUTH', 403);
    const late = input.endTime >= this.now() || input.endTime <= input.startTime;
    if (late || input.chargeFen > order.priceFen) return new Refusal('PARAM_ERROR');
    order.totalFen = fen(input.chargeFen);
    const answer = { ...this.factsOf(order) };
    delete answer.collectionState;
    if (input.chargeFen === 0) order.state = 'DONE';
    else if (this.pays) this.pay(order.no);
    this.completePlan(order.plan);
    return input.chargeFen === 0 ? this.factsOf(order) : answer;
  }

  protected cancelOrder({ outTradeNo }: WriteInputs['cancel-order']): Answered<undefined> {
    const order = this.orderOf(outTradeNo);
    const cancellable =
      order.state === 'CREATED' || (order.state === 'DOING' && order.totalFen === undefined);
    if (!cancellable) return new Refusal('INVALID_ORDER_STATE');
    order.state = 'REVOKED';
    return undefined;
  }

  protected cancel(plan: SignPlan, cancelType: string): void {
    plan.facts = { ...plan.facts, state: 'SIGN_PLAN_CANCEL', cancelType, cancelTime: this.now() };
  }

  protected completePlan(plan: SignPlan): void {
    const all = plan.numbers.every((no) => ['DONE', 'REVOKED'].includes(this.orders.get(no)?.state ?? ''));
    if (all && this.endsPlans && plan.facts.state === 'SIGNED')
      plan.facts = { ...plan.facts, state: 'COMPLETE' };
  }

  protected factsOf(order: ServiceOrder): OrderFacts {
    const { no: outTradeNo, state, totalFen, payments } = order;
    const description = totalFen === undefined ? 'USER_CONFIRM' : 'MCH_COMPLETE';
    const paid = payments.length > 0;
    return {
      outTradeNo,
      state,
      ...(state === 'DOING' ? { stateDescription: description } : {}),
      ...(totalFen === undefined ? {} : { totalFen, needCollection: totalFen > 0 }),
      ...(totalFen && state !== 'REVOKED' ? { collectionState: paid ? 'USER_PAID' : 'USER_PAYING' } : {}),
      payments: [...payments],
    };
  }

  protected write(eventType: string, businessNo: string, facts: object): void {
    const resource = JSON.stringify(facts);
    this.letters.push({ id: `event-${this.letters.length + 1}`, eventType, businessNo, resource });
  }

  protected planOf(no: string): SignPlan {
    const plan = this.plans.get(no);
    if (plan === undefined) throw new Error(`WeChat has no sign plan ${no}`);
    return plan;
  }

  protected orderOf(no: string): ServiceOrder {
    const order = this.orders.get(no);
    if (order === undefined) throw new Error(`WeChat has no order ${no}`);
    return order;
  }
}
