import { createHash } from 'node:crypto';
import type { PayContext } from '../context';
import { refuse } from '../errors';
import type { TRADE_BILL } from '../limits/money';
import type { Checked } from '../limits/table';
import { chinaMidnight, DAY, HOUR, MINUTE, readBillDate } from '../times';
import { writeBill } from './bill-text';

/** A day's bill is ready at ten o'clock of the next. */
export const READY_AFTER = DAY + 10 * HOUR;
/** Bills can be asked for during three months. */
export const KEPT_FOR = 92 * DAY;
const TICKET_LIFE = 5 * MINUTE;

/** A file, answered as it is and without signature; its hash vouches for it. */
export class Download {
  constructor(readonly bytes: Buffer) {}
}

type TradeBill = Checked<typeof TRADE_BILL>;

/** "WeChat Pay: apply for trade bill": payments and refunds of one day in China. */
export function applyForBill(context: PayContext, request: TradeBill): object {
  const day = readBillDate(request.bill_date) ?? refuse('param');
  const now = context.clock.now();
  if (day >= chinaMidnight(now) || day < now - KEPT_FOR)
    refuse('rule', '账单日期不正确：只能下载三个月内、今天以前的账单');
  if (now < day + READY_AFTER) refuse('statementCreating');
  const text = billOf(context, day, request.bill_type ?? 'ALL');
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(text).digest('hex'),
    download_url: `${context.origin()}/v3/billdownload/file?token=${layOut(context, Buffer.from(text))}`,
  };
}

/** Lays a file out to be fetched for five minutes; the answer is its token. */
export function layOut(context: PayContext, file: Buffer): string {
  const token = context.numbers.billToken();
  const diesAt = context.clock.now() + TICKET_LIFE;
  context.billTickets.put({ token, content: file.toString('base64'), diesAt });
  return token;
}

function billOf(context: PayContext, day: number, type: string): string {
  const onThatDay = (moment: number): boolean => moment >= day && moment < day + DAY;
  const all = context.transactions.all();
  const payments = type === 'REFUND' ? [] : all.filter((one) => onThatDay(one.paidAt));
  const returned = type === 'SUCCESS' ? [] : context.refunds.all().filter((one) => onThatDay(one.createdAt));
  const refunds = returned.flatMap((refund) => {
    const payment = all.find((one) => one.transactionId === refund.transactionId);
    return payment ? [{ refund, payment }] : [];
  });
  if (payments.length + refunds.length === 0) refuse('statementMissing');
  return writeBill({ appid: context.appid, mchid: context.mchid, payments, refunds });
}

/** "WeChat Pay: download bill", with the token of the application, for five minutes. */
export function downloadBill(context: PayContext, token: string): Download {
  const ticket = context.billTickets.get(token);
  if (!ticket || context.clock.now() >= ticket.diesAt) refuse('resourceUnknown', '下载地址已失效');
  return new Download(Buffer.from(ticket.content, 'base64'));
}
