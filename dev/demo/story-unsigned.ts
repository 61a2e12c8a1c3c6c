import { type Fen, yuanText } from '../../server/domain/money';
import { Surprise } from '../local/control-client';
import { lookAtOffers, order, signOn } from './enrol';
import { ZHOU } from './learners';
import type { Stage } from './stage';

const HOUR = 3_600_000;

/** No rung is to be had: nothing says why, and each class may be paid after it was taught instead. */
export class UnsignedStory {
  private orderId = '';

  constructor(
    private readonly stage: Stage,
    private readonly courseId: string,
  ) {}

  async begin(): Promise<void> {
    const { stage } = this;
    const { studentId, offers } = await lookAtOffers(stage, ZHOU, this.courseId);
    this.orderId = await order(stage, ZHOU, this.courseId, {
      studentId,
      rungKey: 'class',
      contract: offers.contract,
    });
    const { state } = await signOn(stage, ZHOU, this.orderId, 'class');
    if (state !== 'signing') throw new Surprise(`the order of ${ZHOU.name} is ${state}`);
    const { ordinaryPayment } = offers;
    if (ordinaryPayment === undefined) throw new Surprise('ordinary payment is not offered');
    await stage.tell(
      ZHOU.name,
      `还没有签约，可以每次课上完后直接支付 ${yuanText(ordinaryPayment.priceFen as Fen)}`,
    );
    stage.timeline.at((await stage.control.now()) + 3 * HOUR, () => this.lapse());
  }

  /** The package is dead after two hours; the place is free again. */
  private async lapse(): Promise<void> {
    await this.stage.timeline.settle(3);
    const { state } = await this.stage.control.call(ZHOU.openid, 'signing', 'read', {
      orderId: this.orderId,
    });
    if (state !== 'abandoned') throw new Surprise(`the order of ${ZHOU.name} is ${state}`);
  }
}
