import { constants, createDecipheriv, createHash, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { completed, deducted, good, OPENID, opened, serviceOf, signed } from './kit/requests';
import { APPID, DAY, HOUR, MINUTE, openTown, type Town } from './kit/town';

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

interface Part {
  bill_sequence: number;
  hash_value: string;
  download_url: string;
  encrypt_key: string;
  nonce: string;
}

const apply = (date: string, changes: Record<string, string> = {}) =>
  town.merchant.get(
    `/v3/payscore/merchant-bill?${new URLSearchParams({
      ...{ bill_date: date, service_id: serviceOf(town), tar_type: 'GZIP' },
      ...{ encryption_algorithm: 'AEAD_AES_256_GCM', ...changes },
    })}`,
  );

/** The bill as a careful merchant reads it: key, tag, compression and hash. */
async function read(date: string): Promise<Record<string, string>[]> {
  const body = await good<{ download_bill_count: number; download_bill_list: Part[] }>(apply(date));
  expect(body.download_bill_count).toBe(1);
  const [part] = body.download_bill_list;
  if (part === undefined) throw new Error('no part');
  const { pathname, search } = new URL(part.download_url);
  const file = await town.merchant.bytes(`${pathname}${search}`);
  const merchantKey = readFileSync(town.pay.facts.merchantPrivateKeyPath, 'utf8');
  const key = privateDecrypt(
    { key: merchantKey, padding: constants.RSA_PKCS1_OAEP_PADDING },
    Buffer.from(part.encrypt_key, 'base64'),
  );
  const decipher = createDecipheriv('aes-256-gcm', key, part.nonce);
  decipher.setAuthTag(file.subarray(-16));
  const plain = gunzipSync(Buffer.concat([decipher.update(file.subarray(0, -16)), decipher.final()]));
  expect(createHash('sha1').update(plain).digest('hex')).toBe(part.hash_value);
  const lines = plain.toString('utf8').trim().split('\r\n');
  const names = (lines[0] ?? '').split(',');
  return lines.slice(1, -2).map((line) => {
    const cells = line.replace(/^`/, '').split(',`');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

describe("PayScore's bill", () => {
  test('lists what was deducted, what is still collected, what was paid elsewhere and what was for nothing', async () => {
    const paid = await deducted(town, 8_000);
    const nothing = await completed(town, await signed(town), 1, 0);
    const untouched = await opened(town, await signed(town, undefined, 'oTEST_other'));
    town.pay.people.put(OPENID, { balanceFen: 0 });
    const elsewhere = await completed(town, await signed(town), 1, 105);
    await good(
      town.merchant.post(`/v3/payscore/serviceorder/${elsewhere.out_order_no}/sync`, {
        ...{ appid: APPID, service_id: elsewhere.service_id, type: 'Order_Paid' },
        detail: { paid_time: '20261201' },
      }),
    );
    const owing = await completed(town, await signed(town), 1, 7_000);
    await town.advance(DAY);
    const rows = await read('2026-12-01');
    const seen = Object.fromEntries(
      rows.map((row) => [
        row['商户服务订单号'],
        [row['收款总金额'], row['收款状态'], row['收款成功渠道'], row['微信支付交易单号']],
      ]),
    );
    expect(seen).toEqual({
      [paid.outOrderNo]: ['80.00', 'USER_PAID', 'NEWTON', paid.transactionId],
      [owing.out_order_no]: ['70.00', 'USER_PAYING', '', ''],
      [elsewhere.out_order_no]: ['1.05', 'USER_PAID', 'MCH', ''],
      [nothing.out_order_no]: ['0.00', 'USER_PAID', '', ''],
    });
    expect(Object.keys(seen)).not.toContain(untouched.out_order_no);
  });

  test('is made at ten the next day, for one service, and lies ready for five minutes', async () => {
    await deducted(town);
    expect(await apply('2026-12-01')).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await town.advance(23 * HOUR);
    expect(await apply('2026-12-01')).toMatchObject({ code: 'STATEMENT_CREATING' });
    await town.advance(HOUR);
    expect(await apply('2026-11-30')).toMatchObject({ code: 'NO_STATEMENT_EXIST' });
    const other = { service_id: serviceOf(town, 1) };
    expect(await apply('2026-12-01', other)).toMatchObject({ code: 'NO_STATEMENT_EXIST' });
    expect(await apply('2026-12-01', { service_id: '1' })).toMatchObject({ status: 403, code: 'NO_AUTH' });
    for (const wrong of [{ tar_type: 'ZIP' }, { encryption_algorithm: 'RSA' }])
      expect(await apply('2026-12-01', wrong)).toMatchObject({ code: 'PARAM_ERROR' });
    const { download_bill_list } = await good<{ download_bill_list: Part[] }>(apply('2026-12-01'));
    const { pathname, search } = new URL(download_bill_list[0]?.download_url ?? '');
    await town.advance(5 * MINUTE);
    expect((await town.merchant.text(`${pathname}${search}`)).status).toBe(404);
  });

  test('is asked for by day or by hour, as the switch says, and by nothing else', async () => {
    await deducted(town);
    await town.advance(DAY);
    expect(await apply('2026120109')).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    town.pay.switches.put({ scoreBillDate: 'hour' });
    expect(await apply('2026-12-01')).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    const hours = Array.from({ length: 24 }, (_, hour) => `20261201${String(hour).padStart(2, '0')}`);
    const answers = await Promise.all(hours.map((hour) => apply(hour)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'NO_STATEMENT_EXIST')).toHaveLength(23);
  });
});
