import type { RequestOf, ResponseOf } from '../../../protocol';
import type { InvoiceView } from '../../../protocol/invoices';
import { momentText } from '../../format/dates';
import { sumFen, yuan } from '../../format/money';
import { taxNumberProblem } from '../../format/tax-number';

type Invoiceable = ResponseOf<'signing', 'invoiceable'>;
type Ask = Omit<RequestOf<'signing', 'askInvoice'>, 'requestId'>;

/** One invoice that she has asked for. */
export interface InvoiceCard {
  invoiceId: string;
  fen: number;
  word: string;
  tone: 'brand' | 'notice' | 'plain';
  when: string;
  title: string;
  facts: { key: string; name: string; value: string }[];
  /** What comes next, or why nothing does. */
  note: string;
  fileId: string;
  number: string;
  canWithdraw: boolean;
}

const STATE_WORDS: Record<InvoiceView['state'], { word: string; tone: InvoiceCard['tone'] }> = {
  asked: { word: '等机构开票', tone: 'brand' },
  issued: { word: '已开', tone: 'plain' },
  declined: { word: '没有开', tone: 'notice' },
  withdrawn: { word: '已撤回', tone: 'plain' },
};

/** Her invoices, the latest first; what she took back herself is gone. */
export function invoiceCards(invoices: readonly InvoiceView[], now: number): InvoiceCard[] {
  return invoices
    .filter(({ state }) => state !== 'withdrawn')
    .map((invoice) => invoiceCard(invoice, now))
    .reverse();
}

function invoiceCard(invoice: InvoiceView, now: number): InvoiceCard {
  const { invoiceId, amountFen, state, title, taxNumber, email, number, fileId, issuedAt, askedAt } = invoice;
  return {
    ...{ invoiceId, fen: amountFen, ...STATE_WORDS[state], title },
    when: momentText(issuedAt ?? askedAt, now),
    facts: [
      ...(taxNumber === undefined ? [] : [{ key: 'tax', name: '税号', value: taxNumber }]),
      ...(email === undefined ? [] : [{ key: 'email', name: '邮箱', value: email }]),
      ...(number === undefined ? [] : [{ key: 'number', name: '发票号码', value: number }]),
    ],
    note: noteOf(invoice),
    ...{ fileId: fileId ?? '', number: number ?? '', canWithdraw: state === 'asked' },
  };
}

function noteOf({ state, explanation, redDue }: InvoiceView): string {
  if (state === 'asked') return '一般 3 天内开好，开好后在这里下载。';
  if (state === 'declined') return `${explanation || '机构没有写说明。'} 改好后可以再申请。`;
  return redDue ? '开票后退过款，机构会开红字发票冲减。' : '';
}

/** Whether she may ask for one now: one request of a course at a time. */
export function canAsk(invoices: readonly InvoiceView[], { units }: Invoiceable): boolean {
  return units.length > 0 && !invoices.some(({ state }) => state === 'asked');
}

export interface TitleDraft {
  kind: 'person' | 'organisation';
  title: string;
  taxNumber: string;
  email: string;
}

/** The title of her last request, so that nobody types it twice. */
export function firstTitle(invoices: readonly InvoiceView[]): TitleDraft {
  const last = invoices[invoices.length - 1];
  return {
    kind: last?.titleKind ?? 'person',
    title: last?.title ?? '',
    taxNumber: last?.taxNumber ?? '',
    email: last?.email ?? '',
  };
}

export interface UnitChoice {
  unitNo: number;
  name: string;
  fen: number;
  on: boolean;
}

/** What can be invoiced; all of it is chosen at first. @param off numbers that she has taken out */
export function unitChoices({ units }: Invoiceable, off: readonly number[]): UnitChoice[] {
  return units.map(({ unitNo, name, amountFen }) => ({
    unitNo,
    name,
    fen: amountFen,
    on: !off.includes(unitNo),
  }));
}

export interface ChoiceSummary {
  fen: number;
  text: string;
}

export function choiceSummary(choices: readonly UnitChoice[]): ChoiceSummary {
  const chosen = choices.filter(({ on }) => on);
  const fen = sumFen(chosen.map((choice) => choice.fen));
  return { fen, text: `已选 ${chosen.length} 笔，共 ${yuan(fen)}` };
}

/** What is wrong with the tax number so far; nothing is said before anything is typed. */
export function taxNote({ kind, taxNumber }: TitleDraft): { text: string; wrong: boolean } {
  if (kind === 'person' || taxNumber === '') return { text: '', wrong: false };
  const problem = taxNumberProblem(taxNumber);
  return problem === '' ? { text: '税号校验通过', wrong: false } : { text: problem, wrong: true };
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export function askProblem(draft: TitleDraft, choices: readonly UnitChoice[]): string | undefined {
  if (!choices.some(({ on }) => on)) return '至少选一笔。';
  if (draft.title.trim() === '') return draft.kind === 'person' ? '写上姓名。' : '写上单位全称。';
  if (draft.kind === 'organisation') {
    if (draft.taxNumber === '') return '写上单位的税号。';
    const problem = taxNumberProblem(draft.taxNumber);
    if (problem !== '') return problem;
  }
  return draft.email !== '' && !EMAIL.test(draft.email) ? '邮箱写得不完整。' : undefined;
}

export function askRequest(orderId: string, draft: TitleDraft, choices: readonly UnitChoice[]): Ask {
  const { kind, title, taxNumber, email } = draft;
  return {
    orderId,
    unitNos: choices.filter(({ on }) => on).map(({ unitNo }) => unitNo),
    ...{ titleKind: kind, title: title.trim() },
    ...(kind === 'organisation' ? { taxNumber } : {}),
    ...(email === '' ? {} : { email }),
  };
}
