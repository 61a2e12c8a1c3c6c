import { createHash } from 'node:crypto';
import { completed, deducted, fresh, good, OPENID, signed } from './kit/requests';
import { DAY, HOUR, MINUTE, openTown, type Town } from './kit/town';

const REFUNDS = '/v3/refund/domestic/refunds';

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

describe('the trade bill', () => {
  const apply = (date: string, type?: string) =>
    town.merchant.get(`/v3/bill/tradebill?bill_date=${date}${type ? `&bill_type=${type}` : ''}`);
  const download = async (date: string, type?: string) => {
    const ticket = await good<Record<'download_url' | 'hash_value', string>>(apply(date, type));
    const url = new URL(ticket.download_url);
    const authorized = await fetchText(`${url.pathname}${url.search}`);
    expect(createHash('sha1').update(authorized).digest('hex')).toBe(ticket.hash_value);
    return authorized
      .trim()
      .split('\r\n')
      .map((line) => line.split(',').map((cell) => cell.replace(/^`/, '')));
  };
  const fetchText = async (path: string) => (await town.merchant.text(path)).text;

  test('lists deductions as AUTH with the order in the data package, payments by hand as JSAPI, and refunds', async () => {
    const first = await deducted(town, 8_000);
    town.pay.people.put(OPENID, { balanceFen: 0 });
    const order = await completed(town, await signed(town), 1, 105);
    town.pay.wechat.payNow(OPENID, order.out_order_no);
    const outRefundNo = fresh('REF');
    await good(
      town.merchant.post(REFUNDS, {
        transaction_id: first.transactionId,
        out_refund_no: outRefundNo,
        amount: { refund: 3_001, total: 8_000, currency: 'CNY' },
      }),
    );
    await town.advance(DAY);
    const [head, auth, jsapi, refund, sumHead, sums] = await download('2026-12-01');
    expect(head).toHaveLength(27);
    const cell = (row: string[] | undefined, name: string) => row?.[head?.indexOf(name) ?? -1];
    expect([auth, jsapi, refund].map((row) => cell(row, '交易类型'))).toEqual(['AUTH', 'JSAPI', 'AUTH']);
    expect([auth, jsapi, refund].map((row) => cell(row, '交易状态'))).toEqual([
      'SUCCESS',
      'SUCCESS',
      'REFUND',
    ]);
    expect([auth, jsapi].map((row) => cell(row, '订单金额'))).toEqual(['80.00', '1.05']);
    expect(cell(auth, '商户数据包')).toMatch(new RegExp(`^wxzff\\|\\d{34}\\|${first.outOrderNo}$`));
    expect(cell(auth, '商户订单号')).not.toBe(first.outOrderNo);
    expect(cell(jsapi, '商户订单号')).toBe(order.out_order_no);
    expect([cell(refund, '商户退款单号'), cell(refund, '退款金额')]).toEqual([outRefundNo, '30.01']);
    expect(cell(auth, '手续费')).toBe('0.48000');
    expect(sumHead?.[0]).toBe('总交易单数');
    expect(sums).toEqual(['3', '81.05', '30.01', '0.00', '0.31000', '81.05', '30.01']);
    expect(await download('2026-12-01', 'REFUND')).toHaveLength(4);
  });

  test('is ready at ten the next day, kept for three months, and not there for a day without trade', async () => {
    await deducted(town);
    expect(await apply('2026-12-01')).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await town.advance(23 * HOUR);
    expect(await apply('2026-12-01')).toMatchObject({ status: 400, code: 'STATEMENT_CREATING' });
    await town.advance(HOUR);
    expect((await apply('2026-12-01')).status).toBe(200);
    expect(await apply('2026-11-30')).toMatchObject({ status: 400, code: 'NO_STATEMENT_EXIST' });
    await town.advance(100 * DAY);
    expect(await apply('2026-12-01')).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    for (const date of ['2026-02-30', '20261201'])
      expect(await apply(date)).toMatchObject({ code: 'PARAM_ERROR' });
  });

  test('its address dies after five minutes, and is not to be guessed', async () => {
    await deducted(town);
    await town.advance(DAY);
    const { download_url } = await good<{ download_url: string }>(apply('2026-12-01'));
    const { pathname, search } = new URL(download_url);
    await town.advance(5 * MINUTE);
    for (const path of [`${pathname}${search}`, `${pathname}?token=guess`])
      expect((await town.merchant.text(path)).status).toBe(404);
  });
});
