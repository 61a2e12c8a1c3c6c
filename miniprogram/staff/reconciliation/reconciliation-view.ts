import type { ResponseOf } from '../../../protocol';
import { momentText } from '../../format/dates';
import { yuan } from '../../format/money';
import type { Me } from '../me';
import { staffUrl } from '../staff-pages';
import { type ReconciledDay, reconciliationLine } from './reconciliation-line';

type Day = ResponseOf<'reports', 'reconciliation'>;
type Found = Day['found'][number];

/** Days in rows, and how the newest came out. */
export function daysView(days: readonly ReconciledDay[]) {
  const [newest] = days;
  return {
    newest: newest && { ...reconciliationLine(newest), unexplainedFen: newest.unexplainedFen },
    rows: days.map((day) => ({ ...reconciliationLine(day), day: day.day, paidFen: day.paidFen })),
  };
}

/** One day's three books side by side, and every place where they disagree. */
export function dayView(day: Day, me: Me, now: number) {
  const { wechat, ledger, rollCalls } = day;
  return {
    columns: [
      { name: '微信账单', lines: [paid('收', wechat.paidFen), paid('退', wechat.refundedFen)] },
      { name: '账本', lines: [paid('收', ledger.paidFen), paid('退', ledger.refundedFen)] },
      {
        name: '点名',
        lines: [paid('收', rollCalls.paidFen), { name: '', text: `${rollCalls.classes} 次课` }],
      },
    ],
    bills:
      wechat.serviceRows === undefined
        ? `交易账单 ${wechat.rows} 行。微信没有给支付分账单，这天只比了交易账单。`
        : `交易账单 ${wechat.rows} 行，支付分账单 ${wechat.serviceRows} 行。`,
    at: `${momentText(day.at, now)} 核对`,
    found: day.found.map((one, index) => foundView(one, index, me)),
  };
}

function paid(name: string, fen: number): { name: string; text: string } {
  return { name, text: yuan(fen) };
}

const WORDS: Record<Found['kind'], { title: string; body: string }> = {
  missing_with_us: { title: '微信收了，账本没有', body: '微信账单里有这笔付款，账本里没有。' },
  missing_at_wechat: { title: '账本有，微信没有', body: '账本记了这笔付款，微信账单里没有。' },
  amount_differs: { title: '金额不一样', body: '微信账单和账本都有这笔付款，金额不一样。' },
  charged_without_roll_call: { title: '没点名，却扣了费', body: '这笔钱收了，但没有点过名的课。' },
  taught_without_charge: { title: '上了课，还没扣费', body: '异议期过了两天，还没有扣这一笔。' },
  refund_differs: { title: '退款对不上', body: '微信账单里的退款，和我们退的不一样。' },
  second_payment: { title: '同一笔付了两次', body: '微信收了两次，账本只记了一次。' },
  unknown_number: { title: '不是我们的单号', body: '微信账单里有一笔，单号不是这里开出的。' },
  charge_unasked: { title: '微信在扣别的金额', body: '微信正在收的金额，和我们要扣的不一样。' },
  elsewhere_unknown: { title: '微信记为别处付清', body: '有人在商户平台标记了别处付清，账本里没有。' },
};

function foundView(
  { kind, number, orderId, unitNo, studentName, courseTitle, ourFen, wechatFen }: Found,
  index: number,
  me: Me,
) {
  const query = `id=${orderId}${unitNo === undefined ? '' : `&unitNo=${unitNo}`}`;
  const url = orderId === undefined ? undefined : staffUrl('case', me, query);
  const who = [studentName, courseTitle, unitNo === undefined ? '' : `第 ${unitNo} 笔`]
    .filter(Boolean)
    .join(' · ');
  return {
    key: `${kind}-${number}-${index}`,
    ...WORDS[kind],
    who: who === '' ? `单号 ${number}` : who,
    amounts: `账本 ${yuan(ourFen)}，微信 ${yuan(wechatFen)}`,
    ...(url === undefined ? {} : { url }),
  };
}

export type DayView = ReturnType<typeof dayView>;
