import type { UnitStatementView } from '../../../protocol/classroom';
import type { OrderView, UnitView } from '../../../protocol/order-view';
import type { RefundView } from '../../../protocol/refund-view';
import { clockText, dateText, momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { restFen, yuan } from '../../format/money';
import { markOf } from '../../format/unit-state';
import { type Reason, reasonsOf, type Sum, sumOf } from './why';

export interface RefundLine {
  key: string;
  title: string;
  caption: string;
  body: string;
}

export interface VoucherView {
  pageTitle: string;
  label: string;
  owed: boolean;
  fen: number;
  what: string;
  how: string;
  whyTitle: string;
  reasons: Reason[];
  sum: Sum;
  refunds: RefundLine[];
  /** Number under which WeChat keeps the payment; empty before it was taken. */
  transactionId: string;
  /** The most that can be asked back now; 0 when nothing can. */
  refundableFen: number;
  canClose: boolean;
  canObject: boolean;
}

export interface VoucherFacts {
  statement: UnitStatementView;
  order: OrderView;
  refunds: readonly RefundView[];
}

/** Paid by WeChat or by hand through WeChat: what can be given back there. */
const REFUNDABLE = ['paid', 'paid_by_hand'];
const OPEN_REFUNDS = ['asked', 'approved', 'processing'];

/** The voucher (扣费凭证) of one unit, or why it will be charged. @param now ms since 1970 */
export function voucherView({ statement, order, refunds }: VoucherFacts, now: number): VoucherView {
  const { unit } = statement;
  const own = refunds.filter((refund) => refund.unitNo === unit.no);
  const sum = sumOf(statement);
  const settled = markOf(unit.status) === 'paid';
  const act = order.ordinary ? '付' : '扣';
  const open = own.some((refund) => refund.kind === 'charge' && OPEN_REFUNDS.includes(refund.state));
  return {
    pageTitle: settled ? `${order.ordinary ? '付款' : '扣费'}凭证` : `为什么${act}`,
    ...headOf(unit, order, now),
    fen: sum.totalFen,
    what: joined(order.courseTitle, unitTitle(unit, order)),
    whyTitle: settled ? `为什么${act}这笔` : '这笔怎么算',
    reasons: reasonsOf(statement, order),
    sum,
    refunds: own.map((refund) => refundLine(refund, now)),
    transactionId: transactionOf(statement),
    refundableFen:
      REFUNDABLE.includes(unit.status) && !open ? restFen(sum.totalFen, unit.refundedFen ?? 0) : 0,
    canClose: order.actions.includes('close') && !order.ordinary,
    canObject: unit.actions.includes('object'),
  };
}

/** `第6次课 使转与牵丝` */
function unitTitle(unit: UnitView, order: OrderView): string {
  if (unit.classCount > 1) return unit.name;
  const before = order.units.filter((u) => u.no < unit.no).reduce((n, u) => n + u.classCount, 0);
  return `${unit.name} ${order.lessons[before]?.title ?? ''}`.trim();
}

function headOf(unit: UnitView, order: OrderView, now: number) {
  const plain = { owed: false };
  const paidAt = unit.paidAt === undefined ? '' : `${dateText(unit.paidAt)} ${clockText(unit.paidAt)}`;
  const refunded = unit.refundedFen ?? 0;
  switch (unit.status) {
    case 'paid':
      return {
        ...plain,
        label: refunded > 0 ? '已扣费，有退款' : '已扣费',
        how: joined(paidAt, '微信支付分自动扣费'),
      };
    case 'paid_by_hand':
      return { ...plain, label: '已付清', how: joined(paidAt, '微信支付') };
    case 'paid_elsewhere':
      return { ...plain, label: '已付清', how: joined(paidAt, '在机构付清') };
    case 'in_window':
      return { ...plain, label: order.ordinary ? '待确认' : '还没扣', how: windowText(unit, order, now) };
    case 'objected':
      return order.ordinary
        ? { ...plain, label: '先不用付', how: '等异议处理完' }
        : { ...plain, label: '已暂停扣费', how: '异议处理完之前不会扣' };
    case 'charging':
      return { ...plain, label: '扣费中', how: '正在向微信确认，不会重复扣' };
    case 'owing':
    case 'pay_by_hand':
      return { owed: true, label: '待支付', how: order.ordinary ? '上完了，还没付' : '这笔还没付上' };
    case 'waived':
    case 'zero':
    case 'dropped':
    case 'cancelled':
      return { ...plain, label: order.ordinary ? '不用付' : '永不扣费', how: '' };
    default:
      return { ...plain, label: '还没上', how: `上完才${order.ordinary ? '付' : '扣'}` };
  }
}

function windowText(unit: UnitView, order: OrderView, now: number): string {
  if (unit.windowEndsAt === undefined) return '';
  return order.ordinary
    ? `${momentText(unit.windowEndsAt, now)} 前可以提异议`
    : `${momentText(unit.windowEndsAt, now)} 自动扣费`;
}

function transactionOf({ entries }: UnitStatementView): string {
  return entries.find((entry) => entry.kind === 'collect')?.why.transactionId ?? '';
}

const REFUND_TITLES: Record<RefundView['state'], string> = {
  asked: '等机构答复',
  approved: '机构同意了，退款中',
  declined: '机构没有同意退款',
  processing: '退款中',
  succeeded: '已退款',
  closed: '退款没有完成',
  abnormal: '退款还没到账',
};

const REFUND_CAPTIONS: Partial<Record<RefundView['state'], string>> = {
  asked: '一般 5 天内答复',
  closed: '可以再申请一次，或联系机构',
  abnormal: '收款的卡有问题，机构在处理',
};

function refundLine(refund: RefundView, now: number): RefundLine {
  const { state, kind, askedAt, endedAt, decidedAt } = refund;
  const amount = yuan(refund.refundFen ?? refund.askedFen);
  const when = momentText(endedAt ?? decidedAt ?? askedAt, now);
  return {
    key: refund.refundId,
    title: joined(`${kind === 'overpaid' ? '多付的' : '退款'} ${amount}`, REFUND_TITLES[state]),
    caption: joined(when, REFUND_CAPTIONS[state], state === 'asked' ? refund.reason : ''),
    body: refund.explanation ?? '',
  };
}
