import { constants, createCipheriv, createHash, publicEncrypt, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { boundService, type PayContext } from '../context';
import { refuse, refuseField } from '../errors';
import type { SCORE_BILL } from '../limits/money';
import type { Checked } from '../limits/table';
import type { ServiceOrder } from '../model';
import { billTime, chinaMidnight, DAY, HOUR, readBillDate, readBillHour } from '../times';
import { line, yuan } from './bill-text';
import { KEPT_FOR, layOut, READY_AFTER } from './bills';

type ScoreBill = Checked<typeof SCORE_BILL>;

/**
 * "WeChat Pay Score: apply for the bill" (GET /v3/payscore/merchant-bill): the service orders of one service that were
 * completed or paid in a day, gzipped, then encrypted under a fresh key. The key is encrypted with the public key of
 * the merchant's certificate; the hash is that of the file before compression, as for the trade bill.
 */
export function applyForScoreBill(context: PayContext, request: ScoreBill): object {
  boundService(context, request.service_id, context.appid);
  const { from, to } = spanOf(context, request.bill_date);
  const now = context.clock.now();
  const day = chinaMidnight(from);
  if (day >= chinaMidnight(now) || day < now - KEPT_FOR)
    refuse('rule', '账单日期不正确：仅支持下载近三个月的账单');
  if (now < day + READY_AFTER) refuse('statementCreating');
  const orders = context.orders
    .all()
    .filter((order) => order.serviceId === request.service_id && movedWithin(order, from, to));
  if (orders.length === 0) refuse('statementMissing');
  const text = writeScoreBill(orders, to);
  const key = randomBytes(16).toString('hex');
  const nonce = randomBytes(8).toString('hex');
  const token = layOut(context, sealed(gzipSync(text), key, nonce));
  return {
    download_bill_count: 1,
    download_bill_list: [
      {
        bill_sequence: 1,
        hash_type: 'SHA1',
        hash_value: createHash('sha1').update(text).digest('hex'),
        download_url: `${context.origin()}/v3/payscore/bill/downloadurl?token=${token}`,
        encrypt_key: publicEncrypt(
          { key: context.keys.merchantPublicKey, padding: constants.RSA_PKCS1_OAEP_PADDING },
          Buffer.from(key),
        ).toString('base64'),
        nonce,
      },
    ],
  };
}

/** WeChat's pages name two forms of the date; which one holds is a switch. */
function spanOf(context: PayContext, date: string): { from: number; to: number } {
  const byHour = context.switches().scoreBillDate === 'hour';
  const from = byHour ? readBillHour(date) : readBillDate(date);
  if (from === undefined) {
    refuseField('bill_date', date, `账单日期格式须为${byHour ? 'yyyyMMddHH' : 'yyyy-MM-dd'}`);
  }
  return { from, to: from + (byHour ? HOUR : DAY) };
}

function movedWithin(order: ServiceOrder, from: number, to: number): boolean {
  const moments = [order.completedAt, order.collected?.paidTime];
  return moments.some((moment) => moment !== undefined && moment >= from && moment < to);
}

/** The 16-byte tag follows the ciphertext; no additional data. The file is binary, without base64. */
function sealed(plain: Buffer, key: string, nonce: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** WeChat publishes no columns of this bill; these are the fields of "query service order", named as its pages do. */
const COLUMNS =
  '服务ID,商户服务订单号,微信支付服务订单号,用户标识,完结时间,收款总金额,收款状态,收款成功渠道,支付成功时间,微信支付交易单号';
const SUMMARY = '总单数,收款总金额';

/** As the orders stood at the end of the span: what was paid later shows as still to be paid. */
function writeScoreBill(orders: readonly ServiceOrder[], until: number): string {
  const rows = orders.map((order) => {
    const paid = order.collected && order.collected.paidTime < until ? order.collected : undefined;
    const settled = paid !== undefined || order.totalAmount === 0;
    return line([
      ...[order.serviceId, order.outOrderNo, order.orderId, order.openid],
      order.completedAt === undefined ? '' : billTime(order.completedAt),
      ...[yuan(order.totalAmount ?? 0), settled ? 'USER_PAID' : 'USER_PAYING', paid?.paidType ?? ''],
      ...[paid ? billTime(paid.paidTime) : '', paid?.transactionId ?? ''],
    ]);
  });
  const total = orders.reduce((sum, order) => sum + (order.totalAmount ?? 0), 0);
  return `${[COLUMNS, ...rows, SUMMARY, line([rows.length, yuan(total)])].join('\r\n')}\r\n`;
}
