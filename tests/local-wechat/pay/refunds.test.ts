import { deducted, fresh, good, OPENID } from './kit/requests';
import { DAY, MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { RefundView } from './kit/views';

type Change = Record<string, unknown>;

const REFUNDS = '/v3/refund/domestic/refunds';

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

describe('refunds', () => {
  const request = (transaction_id: string, refund = 3_000, change: Change = {}) => ({
    transaction_id,
    out_refund_no: fresh('REF'),
    reason: '少上半节',
    notify_url: 'https://merchant.example/wx/refund',
    amount: { refund, total: 8_000, currency: 'CNY' },
    ...change,
  });
  const refund = (body: object) => town.merchant.post(REFUNDS, body);

  test.each(['SUCCESS', 'ABNORMAL', 'CLOSED'] as const)(
    'accepted, then %s: by query and by callback',
    async (result) => {
      town.pay.switches.put({ refundResult: result });
      const { transactionId } = await deducted(town);
      const body = request(transactionId);
      const accepted = await good<RefundView>(refund(body));
      expect(accepted).toMatchObject({
        status: 'PROCESSING',
        channel: 'ORIGINAL',
        transaction_id: transactionId,
      });
      expect(accepted.amount).toMatchObject({
        total: 8_000,
        refund: 3_000,
        payer_refund: 3_000,
        currency: 'CNY',
      });
      expect(town.pay.books().totals).toMatchObject({ refunding: 3_000, refunded: 0 });
      await town.advance(MINUTE);
      const after = await good<RefundView>(town.merchant.get(`${REFUNDS}/${body.out_refund_no}`));
      expect(after.status).toBe(result);
      expect(town.inbox.of(`REFUND.${result}`)).toMatchObject([
        {
          verified: true,
          path: '/wx/refund',
          envelope: { resource: { original_type: 'refund' } },
          resource: { refund_status: result, out_refund_no: body.out_refund_no, amount: { refund: 3_000 } },
        },
      ]);
      expect(town.pay.books().totals.refunded).toBe(result === 'SUCCESS' ? 3_000 : 0);
    },
  );

  test('the money comes back to the learner, and the order stays DONE', async () => {
    const { transactionId, outOrderNo } = await deducted(town);
    const before = town.pay.people.get(OPENID).balanceFen;
    await good(refund(request(transactionId)));
    await town.advance(MINUTE);
    expect(town.pay.people.get(OPENID).balanceFen).toBe(before + 3_000);
    expect(town.pay.books().orders.find((one) => one.outOrderNo === outOrderNo)?.state).toBe('DONE');
  });

  test('a deduction is not found by the number of its order', async () => {
    const { outOrderNo } = await deducted(town);
    const answer = await refund(request('', 1, { transaction_id: undefined, out_trade_no: outOrderNo }));
    expect(answer).toMatchObject({ status: 404, code: 'RESOURCE_NOT_EXISTS' });
  });

  test('the same number again: same refund, or refused when it says something else', async () => {
    const { transactionId } = await deducted(town);
    const body = request(transactionId);
    const first = await good(refund(body));
    expect(await good(refund(body))).toEqual(first);
    expect(await refund({ ...body, reason: '别的' })).toMatchObject({
      code: 'INVALID_REQUEST',
      inner: 271316598,
    });
    expect(town.pay.books().refunds).toHaveLength(1);
  });

  const amount = (refund_: unknown, total: unknown = 8_000, currency = 'CNY'): Change => ({
    amount: { refund: refund_, total, currency },
  });
  const limits: [string, Change, string][] = [
    ['out_refund_no missing', { out_refund_no: undefined }, '/out_refund_no'],
    ['out_refund_no over 64', { out_refund_no: 'r'.repeat(65) }, '/out_refund_no'],
    ['out_refund_no with a space', { out_refund_no: 'a b' }, '/out_refund_no'],
    ['a reason over 80', { reason: '由'.repeat(81) }, '/reason'],
    ['notify_url with a query', { notify_url: 'https://a.example/?x=1' }, '/notify_url'],
    ['0 fen', amount(0), '/amount/refund'],
    ['another currency', amount(1, 8_000, 'USD'), '/amount/currency'],
    ['both numbers', { out_trade_no: 'trade_no' }, '/out_trade_no'],
    ['no number', { transaction_id: undefined }, '/transaction_id'],
  ];
  test.each(limits)('%s: PARAM_ERROR', async (_name, change, field) => {
    const answer = await refund(request('4200000000', 1, change));
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(answer.body.detail?.field).toBe(field);
  });

  test('never more than was paid, in one or in several', async () => {
    const { transactionId } = await deducted(town);
    const more = (fen: number, total = 8_000) => refund(request(transactionId, fen, amount(fen, total)));
    expect(await more(8_001)).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await more(1, 9_000)).toMatchObject({ code: 'INVALID_REQUEST' });
    await good(more(5_000));
    await town.advance(MINUTE);
    expect(await more(3_001)).toMatchObject({ code: 'INVALID_REQUEST' });
    await good(more(3_000));
  });

  test('a closed refund frees its amount', async () => {
    town.pay.switches.put({ refundResult: 'CLOSED' });
    const { transactionId } = await deducted(town);
    await good(refund(request(transactionId, 8_000)));
    await town.advance(MINUTE);
    await good(refund(request(transactionId, 8_000)));
  });

  test('two refunds of a payment are at least a minute apart, and at most 50', async () => {
    const { transactionId } = await deducted(town);
    await good(refund(request(transactionId, 1)));
    await town.advance(MINUTE - 1);
    expect(await refund(request(transactionId, 1))).toMatchObject({ status: 429, code: 'FREQUENCY_LIMITED' });
    for (let count = 1; count < 50; count += 1) {
      await town.advance(MINUTE);
      await good(refund(request(transactionId, 1)));
    }
    await town.advance(MINUTE);
    expect(await refund(request(transactionId, 1))).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('within one year', async () => {
    const { transactionId } = await deducted(town);
    await town.advance(365 * DAY - 10 * SECOND);
    await good(refund(request(transactionId, 1)));
    await town.advance(MINUTE);
    expect(await refund(request(transactionId, 1))).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('an abnormal refund can be sent again to another account, and then succeeds', async () => {
    town.pay.switches.put({ refundResult: 'ABNORMAL' });
    const { transactionId } = await deducted(town);
    const body = request(transactionId);
    const { refund_id } = await good<RefundView>(refund(body));
    const again = (change: Change = {}, id = refund_id) =>
      town.merchant.post(`${REFUNDS}/${id}/apply-abnormal-refund`, {
        out_refund_no: body.out_refund_no,
        type: 'MERCHANT_BANK_CARD',
        ...change,
      });
    await town.advance(MINUTE);
    expect(await again({ type: 'CASH' })).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(await again({}, '503000')).toMatchObject({ status: 404, code: 'RESOURCE_NOT_EXISTS' });
    town.pay.switches.put({ refundResult: 'SUCCESS' });
    expect(await good(again())).toMatchObject({ status: 'PROCESSING' });
    expect(await good(again())).toMatchObject({ status: 'PROCESSING' });
    await town.advance(MINUTE);
    expect(town.inbox.received.slice(-2).map((one) => one.eventType)).toEqual([
      'REFUND.ABNORMAL',
      'REFUND.SUCCESS',
    ]);
    expect(await again()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('an unknown refund is 404', async () => {
    expect(await town.merchant.get(`${REFUNDS}/unknown`)).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' });
  });
});
