import { readBillDate, readBillHour, readCompact } from '../times';

/** Shapes of texts which the documents describe in words, each with the words of its refusal. */
interface Shape {
  readonly holds: (text: string) => boolean;
  readonly issue: string;
}

function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const loopback = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  return (
    (url.protocol === 'https:' || loopback) && url.search === '' && url.hash === '' && !text.includes('?')
  );
}

export const SHAPES = {
  digits: { holds: (text) => /^\d+$/.test(text), issue: '只能由数字组成' },
  merchantNumber: {
    holds: (text) => /^[0-9A-Za-z_*-]+$/.test(text),
    issue: '只能由数字、大小写字母、_-*组成',
  },
  orderNumber: {
    holds: (text) => /^[0-9A-Za-z_|*-]+$/.test(text),
    issue: '只能由数字、大小写字母、_-|*组成',
  },
  refundNumber: {
    holds: (text) => /^[0-9A-Za-z_|*@-]+$/.test(text),
    issue: '只能由数字、大小写字母、_-|*@组成',
  },
  moment: {
    holds: (text) => readCompact(text) !== undefined,
    issue: '时间格式须为yyyyMMddHHmmss或yyyyMMdd',
  },
  rfc3339: {
    holds: (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
    issue: '时间格式须为rfc3339',
  },
  billDate: { holds: (text) => readBillDate(text) !== undefined, issue: '账单日期格式须为yyyy-MM-dd' },
  scoreBillDate: {
    holds: (text) => readBillDate(text) !== undefined || readBillHour(text) !== undefined,
    issue: '账单日期格式须为yyyy-MM-dd',
  },
  notifyUrl: { holds: isNotifyUrl, issue: '通知地址须为https且不能携带参数' },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof SHAPES;
