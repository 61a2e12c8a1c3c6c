import { fen } from '../../../server/domain/money';
import {
  closingPush,
  completedPush,
  dateText,
  owingPush,
  planEndingPush,
  seatOnHoldPush,
  seatRestoredPush,
  silencePush,
  voucherPush,
} from '../../../server/usecases/charging/texts';
import type { PushDraft } from '../../../server/usecases/pushing/create-push';
import { confirmedUnit, hours, MONDAY, order, paidUnit, taughtClass } from '../../domain/order/orders';

/*
 * What a learner reads about her order and her money, word for word.
 */

const given = order();
const seat = { classId: 'k1', startsAt: MONDAY };
const paid = { ...paidUnit(1), paidAt: hours(25) };

function closed(by: 'payer' | 'institution', lines: number) {
  const all = Array.from({ length: lines }, (_, i) => ({ unitNo: i + 1, atMostFen: fen(10_000) }));
  return order({ closing: { at: MONDAY, by, lines: all, neverChargedFen: fen(70_000) } });
}

const order1 = { page: 'order', id: 'order1' } as const;
const settings = { page: 'settings', id: 'order1' } as const;

test.each<[string, () => PushDraft, Omit<PushDraft, 'openid'>]>([
  [
    'a voucher',
    () => voucherPush(given, paid),
    {
      ...{
        kind: 'voucher',
        title: '第1次课已扣费 ¥100.00',
        body: '点名到课，按签约价。有疑问可以申请退款。',
      },
      link: { page: 'voucher', id: 'order1', unitNo: 1 },
      facts: { unit: '第1次课', amountFen: 10_000, paidAt: hours(25) },
    },
  ],
  [
    'a voucher of less than the price',
    () => voucherPush(given, { ...paid, collectedFen: fen(6_000) }),
    {
      ...{ kind: 'voucher', title: '第1次课已扣费 ¥60.00' },
      body: '点名到课，金额按减少后的收。有疑问可以申请退款。',
      link: { page: 'voucher', id: 'order1', unitNo: 1 },
      facts: { unit: '第1次课', amountFen: 6_000, paidAt: hours(25) },
    },
  ],
  [
    'a voucher of a lesson on demand',
    () => voucherPush(given, { ...paid, taught: [taughtClass('lesson-1')] }),
    {
      ...{ kind: 'voucher', title: '第1次课已扣费 ¥100.00', body: '已学完，按签约价。有疑问可以申请退款。' },
      link: { page: 'voucher', id: 'order1', unitNo: 1 },
      facts: { unit: '第1次课', amountFen: 10_000, paidAt: hours(25) },
    },
  ],
  [
    'money that did not come',
    () => owingPush(given, confirmedUnit(1, { chargedFen: fen(6_000) })),
    {
      ...{ kind: 'owing', title: '这笔还没付上' },
      body: '第1次课 ¥60.00。微信会自动再扣，也可以现在付清，下次课照常开课。',
      ...{ link: { ...order1, unitNo: 1 }, facts: { unit: '第1次课', amountFen: 6_000 } },
    },
  ],
  [
    'a seat on hold for the last unit',
    () => seatOnHoldPush(given, seat, 'previous_unsettled'),
    {
      ...{ kind: 'seat_on_hold', title: '3月2日 10:00的座位先保留' },
      body: '上一笔还没有结清。付清后照常上课，也可以为这次课直接支付，或直接来听，不扣费。',
      link: { page: 'class', id: 'k1' },
      facts: { startsAt: MONDAY, reason: 'previous_unsettled' },
    },
  ],
  [
    'a seat on hold for its own',
    () => seatOnHoldPush(given, seat, 'not_opened'),
    {
      ...{ kind: 'seat_on_hold', title: '3月2日 10:00的座位先保留' },
      body: '这次课暂时不能先学后付。付清后照常上课，也可以为这次课直接支付，或直接来听，不扣费。',
      link: { page: 'class', id: 'k1' },
      facts: { startsAt: MONDAY, reason: 'not_opened' },
    },
  ],
  [
    'a seat restored',
    () => seatRestoredPush(given, seat),
    {
      ...{ kind: 'seat_restored', title: '3月2日 10:00照常上课', body: '座位已经恢复，上完课再扣费。' },
      ...{ link: { page: 'class', id: 'k1' }, facts: { startsAt: MONDAY } },
    },
  ],
  [
    'her closing, something owed',
    () => closingPush(closed('payer', 2)),
    {
      ...{ kind: 'closing_statement', title: '扣费服务已关闭', link: settings },
      body: '¥700.00 永不扣费。已上的 2 笔按关闭结算单结清。',
      facts: { neverChargedFen: 70_000, lines: 2 },
    },
  ],
  [
    'the institution’s closing, nothing owed',
    () => closingPush(closed('institution', 0)),
    {
      ...{ kind: 'closing_statement', title: '扣费服务已关闭', link: settings },
      body: '机构已停止这门课的扣费计划。¥700.00 永不扣费。',
      facts: { neverChargedFen: 70_000, lines: 0 },
    },
  ],
  [
    'a plan that ends',
    () => planEndingPush(given, 30),
    {
      ...{ kind: 'plan_ending', title: '扣费计划还有 30 天到期', link: order1, facts: { daysLeft: 30 } },
      body: '到期后没上的课永不扣费。需要补课请联系机构。',
    },
  ],
  [
    'the end of an order',
    () => completedPush(order({ state: 'completed' })),
    {
      ...{ kind: 'order_completed', title: '课程已全部结清', body: '扣费计划已结束，不会再扣费。' },
      ...{ link: order1, facts: { state: 'completed' } },
    },
  ],
  [
    'silence',
    () => silencePush(given, hours(24)),
    {
      ...{ kind: 'plan_ending', title: '好久没有排课了', link: order1, facts: { endsAt: hours(24) } },
      body: '如果机构到3月3日 10:00还没有排课，扣费计划会自动关闭，没上的课永不扣费。',
    },
  ],
])('%s', (_, push, expected) => {
  expect(push()).toEqual({ openid: 'o-payer', ...expected });
});

test('a date is that of China, without zeros in front', () => {
  expect(dateText(hours(24 * 300))).toBe('12月27日 10:00');
});
