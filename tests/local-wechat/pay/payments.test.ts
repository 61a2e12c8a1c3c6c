import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deducted, fresh, good, OPENID } from './kit/requests';
import { APPID, HOUR, MINUTE, openTown, type Town } from './kit/town';

type Change = Record<string, unknown>;

const REFUNDS = '/v3/refund/domestic/refunds';
const JSAPI = '/v3/pay/transactions/jsapi';

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

describe('ordinary payment', () => {
  const request = (change: Change = {}) => ({
    appid: APPID,
    mchid: town.pay.facts.mchid,
    description: '吉他第1次课',
    out_trade_no: fresh('TRADE'),
    notify_url: 'https://merchant.example/wx/pay',
    amount: { total: 9_000, currency: 'CNY' },
    payer: { openid: OPENID },
    ...change,
  });
  const prepay = (body: object) => town.merchant.post(JSAPI, body);
  const query = (number: string) =>
    good(town.merchant.get(`/v3/pay/transactions/out-trade-no/${number}?mchid=${town.pay.facts.mchid}`));
  const close = (number: string) =>
    town.merchant.post(`/v3/pay/transactions/out-trade-no/${number}/close`, { mchid: town.pay.facts.mchid });

  /** What the product's page gives to wx.requestPayment. */
  const cashier = (prepayId: string) => {
    const [timeStamp, nonceStr, pack] = ['1796090400', 'n0nce', `prepay_id=${prepayId}`];
    const key = readFileSync(town.pay.facts.merchantPrivateKeyPath);
    const text = `${APPID}\n${timeStamp}\n${nonceStr}\n${pack}\n`;
    const paySign = createSign('sha256').update(text).sign(key, 'base64');
    return { timeStamp, nonceStr, package: pack, signType: 'RSA', paySign };
  };

  test('placed, paid at the cashier, told by TRANSACTION.SUCCESS, found by both numbers, refunded', async () => {
    const body = request({ attach: 'unit 3' });
    const { prepay_id } = await good<{ prepay_id: string }>(prepay(body));
    expect(prepay_id).toMatch(/^wx\w{34}$/);
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 9_000 } });
    const paid = town.pay.wechat.requestPayment(OPENID, cashier(prepay_id), 'pay');
    expect(paid).toMatchObject({ result: 'paid', errMsg: 'requestPayment:ok' });
    await town.advance(MINUTE);
    const [told] = town.inbox.of('TRANSACTION.SUCCESS');
    expect(told).toMatchObject({
      verified: true,
      envelope: { resource: { original_type: 'transaction' } },
      resource: { trade_state: 'SUCCESS', transaction_id: paid.transactionId, attach: 'unit 3' },
    });
    const byId = `/v3/pay/transactions/id/${paid.transactionId}?mchid=${town.pay.facts.mchid}`;
    expect(await good(town.merchant.get(byId))).toEqual(await query(body.out_trade_no));
    await good(
      town.merchant.post(REFUNDS, {
        out_trade_no: body.out_trade_no,
        out_refund_no: fresh('REF'),
        amount: { refund: 9_000, total: 9_000, currency: 'CNY' },
      }),
    );
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'REFUND' });
  });

  test('the cashier refuses a wrong signature, another person, a dead prepay_id, and lets people leave', async () => {
    const { prepay_id } = await good<{ prepay_id: string }>(prepay(request()));
    const { wechat } = town.pay;
    const at = (openid: string, change: Change = {}, outcome: 'pay' | 'leave' = 'pay') =>
      wechat.requestPayment(openid, { ...cashier(prepay_id), ...change }, outcome);
    expect(at(OPENID, {}, 'leave')).toMatchObject({ result: 'left', errMsg: 'requestPayment:fail cancel' });
    expect(at(OPENID, { paySign: 'AAAA' }).result).toBe('refused');
    expect(at(OPENID, { nonceStr: 'other' }).result).toBe('refused');
    expect(at(OPENID, { signType: 'MD5' }).result).toBe('refused');
    expect(at('oOther').result).toBe('refused');
    await town.advance(2 * HOUR);
    expect(at(OPENID).errMsg).toContain('过期');
    expect(town.pay.books().transactions).toEqual([]);
  });

  test('payNow takes a prepay_id as well, once', async () => {
    const { prepay_id } = await good<{ prepay_id: string }>(prepay(request()));
    expect(() => town.pay.wechat.payNow('oOther', prepay_id)).toThrow(/another person/);
    expect(town.pay.wechat.payNow(OPENID, prepay_id)).toMatchObject({ result: 'paid', amount: 9_000 });
    expect(() => town.pay.wechat.payNow(OPENID, prepay_id)).toThrow(/已支付/);
  });

  const limits: [string, Change, string][] = [
    ['description over 127', { description: '述'.repeat(128) }, '/description'],
    ['out_trade_no under 6', { out_trade_no: 'abcde' }, '/out_trade_no'],
    ['out_trade_no over 32', { out_trade_no: 'a'.repeat(33) }, '/out_trade_no'],
    ['out_trade_no with a space', { out_trade_no: 'abc def' }, '/out_trade_no'],
    ['attach over 128', { attach: 'a'.repeat(129) }, '/attach'],
    ['notify_url over 256', { notify_url: `https://a.example/${'x'.repeat(256)}` }, '/notify_url'],
    ['0 fen', { amount: { total: 0 } }, '/amount/total'],
    ['another currency', { amount: { total: 1, currency: 'USD' } }, '/amount/currency'],
    ['no payer', { payer: undefined }, '/payer'],
    ['an end in another format', { time_expire: '20261201' }, '/time_expire'],
    ['an end that has passed', { time_expire: '2026-12-01T10:00:00+08:00' }, '/time_expire'],
  ];
  test.each(limits)('%s: PARAM_ERROR', async (_name, change, field) => {
    const answer = await prepay(request(change));
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(answer.body.detail?.field).toBe(field);
  });

  test('the same order again: same prepay_id, a new one when it is too old, never another order', async () => {
    const body = request();
    const first = await good<{ prepay_id: string }>(prepay(body));
    expect(await good(prepay(body))).toEqual(first);
    expect(await prepay({ ...body, amount: { total: 1 } })).toMatchObject({
      status: 403,
      code: 'OUT_TRADE_NO_USED',
    });
    await town.advance(2 * HOUR);
    const second = await good<{ prepay_id: string }>(prepay(body));
    expect(second.prepay_id).not.toBe(first.prepay_id);
    town.pay.wechat.payNow(OPENID, second.prepay_id);
    expect(await prepay(body)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('closing: repeats are harmless, a paid order is refused, a closed one is not paid', async () => {
    const [open, paid] = [request(), request()];
    const { prepay_id } = await good<{ prepay_id: string }>(prepay(open));
    expect((await close(open.out_trade_no)).status).toBe(204);
    expect((await close(open.out_trade_no)).status).toBe(204);
    expect(await query(open.out_trade_no)).toMatchObject({ trade_state: 'CLOSED' });
    expect(() => town.pay.wechat.payNow(OPENID, prepay_id)).toThrow(/已关闭/);
    expect(await prepay(open)).toMatchObject({ status: 400, code: 'ORDER_CLOSED' });
    const second = await good<{ prepay_id: string }>(prepay(paid));
    town.pay.wechat.payNow(OPENID, second.prepay_id);
    expect(await close(paid.out_trade_no)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('time_expire closes the order by itself', async () => {
    const body = request({ time_expire: '2026-12-01T10:30:00+08:00' });
    await good(prepay(body));
    await town.advance(30 * MINUTE);
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'CLOSED' });
  });

  test('wrong merchant, wrong appid, unknown numbers, and the number of a service order', async () => {
    expect(await prepay(request({ mchid: '1999999999' }))).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await prepay(request({ appid: 'wx9' }))).toMatchObject({ code: 'APPID_MCHID_NOT_MATCH' });
    for (const path of ['out-trade-no/unknown', 'id/4200000000'])
      expect(
        await town.merchant.get(`/v3/pay/transactions/${path}?mchid=${town.pay.facts.mchid}`),
      ).toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST' });
    const { outOrderNo } = await deducted(town);
    expect(await prepay(request({ out_trade_no: outOrderNo }))).toMatchObject({ code: 'OUT_TRADE_NO_USED' });
  });
});
