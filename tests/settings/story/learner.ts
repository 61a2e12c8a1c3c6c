import { type Applicant, lookAtOffers, order, signOn } from '../../../dev/demo/enrol';
import { Surprise } from '../../../dev/local/control-client';
import type { ActionName, RequestOf, ResponseOf } from '../../../protocol';
import type { Cast, Role } from './role';
import type { School } from './school';

type OrderView = ResponseOf<'signing', 'read'>;

const BALANCE_FEN = 500_000;
/** Tries, a minute apart, of what needs WeChat's answer before it can go on. */
const MOST_MINUTES = 15;
const MOST_SIGNINGS = 3;

/** One learner of a history: what she does in the Mini Program and inside WeChat. */
export class Learner {
  orderId = '';
  /** Acts that were refused to her, for good. */
  readonly refused: string[] = [];
  private applied: Awaited<ReturnType<typeof lookAtOffers>> | undefined;

  constructor(
    private readonly cast: Cast,
    readonly openid: string,
    private readonly courseId: string,
    readonly school: School,
  ) {}

  get role(): Role {
    return this.cast.role;
  }

  get name(): string {
    return this.cast.name;
  }

  /** Her own name, or the one of the payer whose child she is. */
  get payer(): string {
    return this.cast.payer ?? this.cast.name;
  }

  private get who(): Applicant {
    const { role, score = role.score } = this.cast;
    return { name: role.name, score, birthYear: 1990, openid: this.openid };
  }

  private get control() {
    return this.school.control;
  }

  /** From the course page to an order. */
  async order(rungKey: string): Promise<void> {
    const { stage } = this.school;
    this.applied ??= await lookAtOffers(stage, this.who, this.courseId);
    const { studentId, offers } = this.applied;
    this.orderId = await order(stage, this.who, this.courseId, {
      ...{ studentId, rungKey, contract: offers.contract },
    });
    for (const fault of this.cast.ordeal?.(this.orderId) ?? []) this.school.arm(fault, this.name);
  }

  /** Whatever she does; a refusal that trying again does not help ends that act, and the history goes on. */
  async act(what: string, act: (me: Learner) => Promise<void>): Promise<void> {
    try {
      await act(this);
    } catch (error) {
      if (!(error instanceof Surprise)) throw error;
      this.refused.push(`${what}: ${error.message}`);
    }
  }

  /** To WeChat's sign page of a rung and back, anew while it comes to nothing. A signature is looked for until it is seen. */
  async sign(rungKey: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.signOnce(rungKey);
      } catch (error) {
        if (!(error instanceof Surprise) || tries >= MOST_SIGNINGS) throw error;
        await this.school.settle(1);
      }
    }
  }

  private async signOnce(rungKey: string): Promise<void> {
    const { onWeChatsPage } = await signOn(this.school.stage, this.who, this.orderId, rungKey);
    if (onWeChatsPage !== 'signed') return;
    await this.until(`signed on ${rungKey}`, async () => {
      const { state } = await this.call('signing', 'refresh', { orderId: this.orderId });
      return state === 'active';
    });
  }

  /** Opens WeChat's sign page of a rung without deciding anything there. */
  async openSignPage(rungKey: string): Promise<string> {
    const { orderId } = this;
    return (await this.call('signing', 'sign', { orderId, rungKey })).package;
  }

  /** @throws Surprise on an error that trying again does not help */
  call<F extends 'signing' | 'classroom', A extends ActionName<F>>(
    name: F,
    action: A,
    asked: Omit<RequestOf<F, A>, 'requestId'>,
  ): Promise<ResponseOf<F, A>> {
    return this.control.call(this.openid, name, action, asked);
  }

  read(): Promise<OrderView> {
    return this.call('signing', 'read', { orderId: this.orderId });
  }

  setBalance(fen: number = BALANCE_FEN): Promise<void> {
    return this.control.setPerson(this.openid, { balanceFen: fen });
  }

  async object(unitNo: number): Promise<void> {
    const { orderId } = this;
    await this.call('classroom', 'object', {
      orderId,
      unitNo,
      reason: 'quality',
      text: '只上了一半。',
      pictures: [],
    });
  }

  /** Closes in the Mini Program, unless the order has ended or is closing already. */
  async close(): Promise<void> {
    if ((await this.read()).state === 'active')
      await this.call('signing', 'close', { orderId: this.orderId });
  }

  /** Closes inside WeChat; where WeChat doesn't let her, she closes in the Mini Program. */
  async closeInWeChat(how: 'cancel-plan' | 'revoke-service'): Promise<void> {
    const { signPlans } = this.school.local.pay.books();
    const plan = signPlans.find((one) => one.openid === this.openid && one.signState === 'SIGNED');
    if (plan === undefined) return;
    const { signPlanId, serviceId } = plan;
    const body = how === 'cancel-plan' ? { signPlanId } : { openid: this.openid, serviceId };
    const { result } = await this.control.post<{ result: string }>(`/wechat/${how}`, body);
    if (result === 'refused') await this.close();
  }

  /** Pays a completed service order on WeChat's own page. */
  async payOnWeChatsPage(unitNo: number): Promise<void> {
    const { extraData } = await this.call('signing', 'payPage', { orderId: this.orderId, unitNo });
    const page = await this.control.post<{ canPayNow: boolean }>('/wechat/order-page', {
      ...{ openid: this.openid, request: extraData },
    });
    if (!page.canPayNow) return;
    await this.control.payNow(this.openid, extraData['out_order_no'] ?? '');
    // Back in the Mini Program, which asks at once.
    await this.call('signing', 'refresh', { orderId: this.orderId });
  }

  /** Opens the sheet of an ordinary payment, and pays or leaves it. */
  async payDirectly(unitNo: number, outcome: 'pay' | 'leave'): Promise<void> {
    const asked = await this.call('signing', 'payByHand', { orderId: this.orderId, unitNo });
    const body = { openid: this.openid, request: asked.parameters, outcome };
    await this.control.post('/wechat/request-payment', body);
    await this.call('signing', 'payment', { paymentId: asked.paymentId });
  }

  /** Starts an on-demand lesson and, if asked, watches it to its end. */
  async learn(lessonNo: number, toItsEnd: boolean): Promise<void> {
    const { orderId } = this;
    await this.until(`lesson ${lessonNo} open`, async () => {
      const { state } = await this.call('classroom', 'startLesson', { orderId, lessonNo });
      if (state === 'owing') await this.settleWhatIsOwed();
      return state === 'open';
    });
    if (toItsEnd) await this.call('classroom', 'finishLesson', { orderId, lessonNo });
  }

  /** What a person does who sees that something is to be paid: she pays it, in the way that is offered. */
  async settleWhatIsOwed(): Promise<void> {
    for (const unit of (await this.read()).units) {
      if (unit.status === 'owing') await this.payOnWeChatsPage(unit.no);
      if (unit.status === 'pay_by_hand') await this.payDirectly(unit.no, 'pay');
    }
  }

  private async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let minutes = 0; minutes < MOST_MINUTES; minutes += 1) {
      if (await isSo()) return;
      await this.school.settle(1);
    }
    throw new Surprise(`${this.role.key}: not ${what} after ${MOST_MINUTES} minutes`);
  }
}
