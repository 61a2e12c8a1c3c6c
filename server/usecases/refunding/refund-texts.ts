import { yuanText, ZERO } from '../../domain/money';
import type { Refund } from '../../domain/payment/refund';
import { DAY, plus, type Time } from '../../domain/time';
import type { PushDraft } from '../pushing/create-push';
import { type TaskDraft, taskId } from '../tasks/raise-task';

/** The one entry of the work list about refunds of a unit that don't come through. */
export function refundTaskId({ orderId, unitNo }: Refund): string {
  return taskId('stuck_call', { orderId, unitNo });
}

/** WeChat does not accept it as it stands. */
export function refundStuckTask(refund: Refund, code: string, now: Time): TaskDraft {
  return draft(refund, `微信支付没有接受这笔退款（${code}），需要人工查看。`, now);
}

/** The bank refused the money (WeChat Pay: refund `ABNORMAL`); it is sent again to another account in the console. */
export function refundAbnormalTask(refund: Refund, now: Time): TaskDraft {
  return draft(
    refund,
    `退款 ${amountText(refund)} 异常：学员的银行没有收下。请在微信支付商户平台处理异常退款，到账后这里会自动更新。`,
    now,
  );
}

/** WeChat gave it up (refund `CLOSED`): nothing was given back. */
export function refundClosedTask(refund: Refund, now: Time): TaskDraft {
  return draft(
    refund,
    `退款 ${amountText(refund)} 被微信关闭，钱没有退出去。请联系学员，重新退款或另行退还。`,
    now,
  );
}

/** To the payer who was told that it is granted. */
export function refundFailedPush(refund: Refund): PushDraft {
  return {
    openid: refund.payerOpenid,
    kind: 'refund_decided',
    title: `退款 ${amountText(refund)} 没有退成`,
    body: '微信没有办成这笔退款，钱还没有退给你。机构已收到提醒，会和你联系。',
    link: { page: 'voucher', id: refund.orderId, unitNo: refund.unitNo },
    facts: { amountFen: refund.refundFen ?? ZERO, state: refund.state },
  };
}

function amountText(refund: Refund): string {
  return yuanText(refund.refundFen ?? ZERO);
}

function draft({ institutionId, campusId, orderId, unitNo }: Refund, reason: string, now: Time): TaskDraft {
  return {
    ...{ institutionId, campusId, reason },
    kind: 'stuck_call',
    forRoles: ['finance', 'owner'],
    subject: { orderId, unitNo },
    deadline: plus(now, DAY),
  };
}
