import type {
  Answers,
  CallbackReader,
  CallOutcome,
  OrderFacts,
  PayScore,
  PlanFacts,
  PreparedCall,
  SignPlanFacts,
  WriteInputs,
  WriteKind,
} from '../../server/ports/pay-score';
import { type Answered, FakeWeChat, NOT_THERE, Refusal } from './fake-wechat';

/**
 * How a call goes wrong: done, but the answer is lost · lost on the way · answered with a refusal (400 unless a
 * status is given) · not now.
 */
export type Mishap = 'done-unheard' | 'not-done' | 'busy' | { refused: string; status?: number };

/** What a test may meddle with: calls that change something, and the queries. */
export type CallKind = WriteKind | 'query-plan' | 'query-sign-plan' | 'query-order';

/** The wire to a small WeChat Pay Score: everything asked is noted, and calls go wrong as a test wishes. */
export class FakePayScore
  extends FakeWeChat
  implements PayScore, Pick<CallbackReader, 'signPlan' | 'serviceOrder'>
{
  /** Everything asked, in order: `open-order o1S1U1`, `query-order o1S1U1` … */
  readonly asked: string[] = [];
  /** The bytes of every call sent, by key. */
  readonly bytes = new Map<string, string[]>();
  private readonly mishaps = new Map<CallKind, Mishap[]>();

  /** The next calls of a kind go wrong like this, one after the other. */
  next(kind: CallKind, ...mishaps: Mishap[]): void {
    this.mishaps.set(kind, [...(this.mishaps.get(kind) ?? []), ...mishaps]);
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.mishaps.clear();
  }

  /** How often something was asked; with a number: about it. */
  times(kind: CallKind, no = ''): number {
    return this.asked.filter((line) => line.startsWith(`${kind} ${no}`)).length;
  }

  prepare<K extends WriteKind>(kind: K, input: WriteInputs[K]): PreparedCall<K> {
    const numbers = input as { outTradeNo?: string; merchantSignPlanNo?: string; merchantPlanNo?: string };
    const no = numbers.outTradeNo ?? numbers.merchantSignPlanNo ?? numbers.merchantPlanNo ?? '';
    return {
      kind,
      key: `${kind}:${no}`,
      method: 'POST',
      path: `/${kind}/${no}`,
      body: JSON.stringify(input),
    };
  }

  async send<K extends WriteKind>(call: PreparedCall<K>): Promise<CallOutcome<Answers[K]>> {
    const no = call.path.split('/').at(-1) ?? '';
    this.bytes.set(call.key, [...(this.bytes.get(call.key) ?? []), call.body]);
    return this.answer(call.kind, no, () => this.perform(call.kind, call.body) as Answered<Answers[K]>);
  }

  async queryPlan(no: string): Promise<CallOutcome<PlanFacts>> {
    return this.answer('query-plan', no, () => this.merchantPlans.get(no) ?? NOT_THERE);
  }

  async querySignPlan(no: string): Promise<CallOutcome<SignPlanFacts>> {
    return this.answer('query-sign-plan', no, () => this.plans.get(no)?.facts ?? NOT_THERE);
  }

  async queryOrder(_serviceKey: string, no: string): Promise<CallOutcome<OrderFacts>> {
    return this.answer('query-order', no, () => {
      const order = this.orders.get(no);
      return order === undefined ? NOT_THERE : this.factsOf(order);
    });
  }

  orderDetailParameters(_serviceKey: string, outTradeNo: string): Record<string, string> {
    return { out_order_no: outTradeNo };
  }

  signPlan(resource: string): SignPlanFacts | undefined {
    return JSON.parse(resource) as SignPlanFacts;
  }

  serviceOrder(resource: string): OrderFacts | undefined {
    return JSON.parse(resource) as OrderFacts;
  }

  private answer<T>(kind: CallKind, no: string, perform: () => Answered<T>): CallOutcome<T> {
    this.asked.push(`${kind} ${no}`);
    const mishap = this.mishaps.get(kind)?.shift();
    if (mishap === 'busy') return { kind: 'busy', reason: 'HTTP 429' };
    if (mishap === 'not-done') return { kind: 'unknown', reason: 'no answer' };
    if (typeof mishap === 'object') return refused(mishap.refused, mishap.status);
    const value = perform();
    if (value instanceof Refusal) return refused(value.code, value.status);
    if (mishap === 'done-unheard') return { kind: 'unknown', reason: 'the answer was lost' };
    return { kind: 'done', value: structuredClone(value), requestId: 'r' };
  }

  private perform(kind: WriteKind, body: string): Answered<Answers[WriteKind]> {
    const input = JSON.parse(body) as never;
    switch (kind) {
      case 'create-plan':
        return this.createPlan(input);
      case 'stop-plan':
        return this.stopPlan(input);
      case 'create-sign-plan':
        return this.createSignPlan(input, body);
      case 'stop-sign-plan':
        return this.stopSignPlan(input);
      case 'open-order':
        return this.openOrder(input, body);
      case 'complete-order':
        return this.completeOrder(input);
      case 'cancel-order':
        return this.cancelOrder(input);
      default:
        return new Refusal('INVALID_REQUEST');
    }
  }
}

function refused(code: string, status = 400): CallOutcome<never> {
  return { kind: 'refused', status, code, message: '', requestId: 'r' };
}
