import { fen } from '../../server/domain/money';
import { DAY, plus, type Time } from '../../server/domain/time';
import type {
  Answers,
  CallOutcome,
  OrderFacts,
  PayScore,
  PlanFacts,
  PreparedCall,
  SignPlanFacts,
  WriteInputs,
  WriteKind,
} from '../../server/ports/pay-score';

type SignPlan = SignPlanFacts & { days: number };

/** A WeChat Pay that does everything at once and never fails: for tests of what stands around the money. */
export class PretendPay implements PayScore {
  readonly sent: PreparedCall[] = [];
  /** Whether the payer's money can be taken; a completed order stays to be paid while it can't. */
  canPay = true;
  /** The next answers, by kind of call; without one a call is done. */
  readonly answers: { kind: WriteKind; outcome: CallOutcome<never> }[] = [];
  private readonly plans = new Map<string, PlanFacts & { days: number }>();
  private readonly signPlans = new Map<string, SignPlan>();
  private readonly orders = new Map<string, OrderFacts>();

  constructor(private readonly now: () => Time) {}

  /** The person signs the last plan handed out. */
  signLast(): void {
    const plan = [...this.signPlans.values()].at(-1);
    if (plan === undefined) throw new Error('nothing to sign');
    const planOverTime = plus(this.now(), plan.days * DAY);
    this.signPlans.set(plan.merchantSignPlanNo, {
      ...plan,
      state: 'SIGNED',
      signTime: this.now(),
      planOverTime,
    });
  }

  planState(merchantPlanNo: string): string | undefined {
    return this.plans.get(merchantPlanNo)?.state;
  }

  prepare<K extends WriteKind>(kind: K, input: WriteInputs[K]): PreparedCall<K> {
    const numbers = input as { outTradeNo?: string; merchantSignPlanNo?: string; merchantPlanNo?: string };
    const no = numbers.outTradeNo ?? numbers.merchantSignPlanNo ?? numbers.merchantPlanNo ?? '';
    return { kind, key: `${kind}:${no}`, method: 'POST', path: `/${kind}`, body: JSON.stringify(input) };
  }

  async send<K extends WriteKind>(call: PreparedCall<K>): Promise<CallOutcome<Answers[K]>> {
    this.sent.push(call);
    const planned = this.answers.findIndex((answer) => answer.kind === call.kind);
    const answer = planned < 0 ? undefined : this.answers.splice(planned, 1)[0];
    if (answer) return answer.outcome;
    return done(this.perform(call.kind, JSON.parse(call.body) as never) as Answers[K]);
  }

  async queryPlan(no: string): Promise<CallOutcome<PlanFacts>> {
    return known(this.plans.get(no));
  }

  async querySignPlan(no: string): Promise<CallOutcome<SignPlanFacts>> {
    return known(this.signPlans.get(no));
  }

  async queryOrder(_serviceKey: string, no: string): Promise<CallOutcome<OrderFacts>> {
    return known(this.orders.get(no));
  }

  orderDetailParameters(_serviceKey: string, outTradeNo: string): Record<string, string> {
    return { out_order_no: outTradeNo };
  }

  private perform(kind: WriteKind, body: never): Answers[WriteKind] {
    switch (kind) {
      case 'create-plan':
        return this.createPlan(body);
      case 'stop-plan':
        return this.stopPlan(body);
      case 'create-sign-plan':
        return this.createSignPlan(body);
      case 'stop-sign-plan':
        return this.stopSignPlan(body);
      case 'cancel-order':
        this.orders.set(...this.orderIn('REVOKED', body));
        return undefined;
      case 'open-order':
        return this.put(this.orderIn('DOING', body));
      case 'pay-order':
        this.collect(body);
        return undefined;
      case 'sync-order':
        return this.put(this.paidOrder({ ...this.totalOf(body), paidType: 'MCH' }));
      default:
        return this.put(this.canPay ? this.paidOrder(body) : this.owedOrder(body));
    }
  }

  /** WeChat takes the money of an order that is to be paid. */
  collect(input: { outTradeNo: string }): void {
    if (this.canPay) this.put(this.paidOrder(this.totalOf(input)));
  }

  private totalOf({ outTradeNo }: { outTradeNo: string }) {
    return { outTradeNo, chargeFen: this.orders.get(outTradeNo)?.totalFen ?? 0 };
  }

  private owedOrder({
    outTradeNo,
    chargeFen,
  }: {
    outTradeNo: string;
    chargeFen: number;
  }): [string, OrderFacts] {
    if (chargeFen === 0) return this.paidOrder({ outTradeNo, chargeFen });
    const state = { state: 'DOING', stateDescription: 'MCH_COMPLETE', collectionState: 'USER_PAYING' };
    return [outTradeNo, { outTradeNo, ...state, totalFen: fen(chargeFen), payments: [] }];
  }

  private createPlan(input: WriteInputs['create-plan']): PlanFacts {
    const plan = { planId: `plan-${input.merchantPlanNo}`, state: 'NORMAL', days: input.durationDays };
    this.plans.set(input.merchantPlanNo, plan);
    return plan;
  }

  private stopPlan({ merchantPlanNo }: WriteInputs['stop-plan']): PlanFacts {
    const plan = { planId: `plan-${merchantPlanNo}`, state: 'STOP', days: 0 };
    this.plans.set(merchantPlanNo, plan);
    return plan;
  }

  private createSignPlan(input: WriteInputs['create-sign-plan']): Answers['create-sign-plan'] {
    const { merchantSignPlanNo } = input;
    const days = this.plans.get(input.planId.replace('plan-', ''))?.days ?? 0;
    const signPlan = {
      signPlanId: `sign-${merchantSignPlanNo}`,
      merchantSignPlanNo,
      state: 'UNSIGNED',
      days,
    };
    this.signPlans.set(merchantSignPlanNo, signPlan);
    return { signPlan, package: `package-${merchantSignPlanNo}` };
  }

  private stopSignPlan({ merchantSignPlanNo }: WriteInputs['stop-sign-plan']): SignPlanFacts {
    const plan = {
      signPlanId: `sign-${merchantSignPlanNo}`,
      merchantSignPlanNo,
      state: 'SIGN_PLAN_CANCEL',
      days: 0,
    };
    this.signPlans.set(merchantSignPlanNo, plan);
    return plan;
  }

  private orderIn(state: string, { outTradeNo }: { outTradeNo: string }): [string, OrderFacts] {
    const description = state === 'DOING' ? { stateDescription: 'USER_CONFIRM' } : {};
    return [outTradeNo, { outTradeNo, state, ...description, payments: [] }];
  }

  private paidOrder({
    outTradeNo,
    chargeFen,
    paidType = 'WX',
  }: {
    outTradeNo: string;
    chargeFen: number;
    paidType?: string;
  }): [string, OrderFacts] {
    const amountFen = fen(chargeFen);
    if (chargeFen === 0)
      return [outTradeNo, { outTradeNo, state: 'DONE', totalFen: amountFen, payments: [] }];
    const payment = { transactionId: `t-${outTradeNo}`, amountFen, paidType, paidAt: this.now() };
    const money = {
      totalFen: amountFen,
      paidFen: amountFen,
      collectionState: 'USER_PAID',
      payments: [payment],
    };
    return [outTradeNo, { outTradeNo, state: 'DONE', stateDescription: 'MCH_COMPLETE', ...money }];
  }

  private put([no, facts]: [string, OrderFacts]): OrderFacts {
    this.orders.set(no, facts);
    return facts;
  }
}

function done<T>(value: T): CallOutcome<T> {
  return { kind: 'done', value, requestId: 'r' };
}

function known<T>(value: T | undefined): CallOutcome<T> {
  if (value !== undefined) return done(value);
  return { kind: 'refused', status: 404, code: 'RESOURCE_NOT_EXISTS', message: 'none', requestId: 'r' };
}
