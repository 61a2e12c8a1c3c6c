import type { RequestOf } from '../../../protocol';
import type { InvoiceRow } from '../../../protocol/invoices';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { fenOf, restFen, typedYuan, yuan } from '../../format/money';
import type { Tone } from '../money-words';

export type InvoiceState = InvoiceRow['state'];

export const INVOICE_CHIPS: readonly { key: InvoiceState; text: string }[] = [
  { key: 'asked', text: '待开' },
  { key: 'issued', text: '已开' },
  { key: 'declined', text: '没有开' },
  { key: 'withdrawn', text: '已撤回' },
];

const STATE_WORDS: Record<InvoiceState, { word: string; tone: Tone }> = {
  asked: { word: '待开', tone: 'brand' },
  issued: { word: '已开', tone: 'plain' },
  declined: { word: '没有开', tone: 'plain' },
  withdrawn: { word: '已撤回', tone: 'plain' },
};

/** Files an issued invoice comes in. */
export const INVOICE_ENDINGS = ['pdf', 'ofd', 'jpg', 'jpeg', 'png'] as const;

export interface InvoiceCard {
  invoiceId: string;
  orderId: string;
  word: string;
  tone: Tone;
  when: string;
  who: string;
  what: string;
  fen: number;
  /** The most an invoice of these units may say. */
  mostFen: number;
  most: string;
  /** To be typed at the tax office's platform; each can be copied. */
  facts: { key: string; name: string; value: string }[];
  /** More was given back than the issued invoice allows. */
  red: string;
  fileId: string;
  number: string;
  canAnswer: boolean;
}

export function invoiceCards(invoices: readonly InvoiceRow[], now: number): InvoiceCard[] {
  return invoices.map((invoice) => invoiceCard(invoice, now));
}

function invoiceCard(invoice: InvoiceRow, now: number): InvoiceCard {
  const { invoiceId, orderId, state, amountFen, mostFen, askedAt, issuedAt, redDue, fileId, number } =
    invoice;
  return {
    ...{
      invoiceId,
      orderId,
      fen: amountFen,
      mostFen,
      most: yuan(mostFen),
      when: momentText(issuedAt ?? askedAt, now),
    },
    ...(redDue ? { word: '要开红字', tone: 'notice' } : STATE_WORDS[state]),
    who: invoice.studentName,
    what: joined(invoice.courseTitle, `${invoice.unitNos.length} 个扣费节点`),
    facts: factsOf(invoice),
    red: redDue
      ? `开票后退过款，现在只能开 ${yuan(mostFen)}。请开红字发票冲减 ${yuan(restFen(amountFen, mostFen))}。`
      : '',
    ...{ fileId: fileId ?? '', number: number ?? '', canAnswer: state === 'asked' },
  };
}

function factsOf({
  titleKind,
  title,
  taxNumber,
  email,
  number,
  explanation,
}: InvoiceRow): InvoiceCard['facts'] {
  return [
    { key: 'title', name: titleKind === 'person' ? '抬头（个人）' : '抬头', value: title },
    ...(taxNumber === undefined ? [] : [{ key: 'tax', name: '税号', value: taxNumber }]),
    ...(email === undefined ? [] : [{ key: 'email', name: '邮箱', value: email }]),
    ...(number === undefined ? [] : [{ key: 'number', name: '发票号码', value: number }]),
    ...(explanation === undefined || explanation === ''
      ? []
      : [{ key: 'words', name: '说明', value: explanation }]),
  ];
}

/** An issued invoice while it is entered. */
export interface IssueDraft {
  number: string;
  /** In yuan, as typed. */
  amount: string;
  fileName: string;
}

/** The amount is the most that may be invoiced, unless somebody types another. */
export function issueDraft({ mostFen }: InvoiceCard): IssueDraft {
  return { number: '', amount: typedYuan(mostFen), fileName: '' };
}

export function issueProblem(
  { number, amount, fileName }: IssueDraft,
  card: InvoiceCard,
): string | undefined {
  if (!/^[0-9]{8,20}$/.test(number)) return '发票号码是 8 到 20 位数字。';
  const fen = fenOf(amount);
  if (fen === undefined || fen < 1) return '写上发票金额。';
  if (fen > card.mostFen) return `最多开 ${yuan(card.mostFen)}，多出的没有收过。`;
  return fileName === '' ? '附上发票文件，学员要下载。' : undefined;
}

type Issue = Omit<RequestOf<'finance', 'issueInvoice'>, 'requestId'>;

export function issueRequest({ number, amount }: IssueDraft, card: InvoiceCard, fileId: string): Issue {
  return { invoiceId: card.invoiceId, number, amountFen: fenOf(amount) ?? 0, fileId };
}
