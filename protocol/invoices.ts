import { type Static, Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import {
  CURSOR,
  exact,
  FEN,
  FILE_ID,
  ID,
  listOf,
  maybeEmpty,
  PAGE,
  TIME,
  text,
  UNIT_NO,
  word,
} from './fields';

/** An invoice (发票) has been asked for, issued, declined, or taken back by who asked. */
export const INVOICE_STATE = word('asked', 'issued', 'declined', 'withdrawn');

/** Who it is made out to (抬头). */
const INVOICE_TITLE = {
  titleKind: word('person', 'organisation'),
  title: text(100),
  /** 统一社会信用代码, 18 characters, or a taxpayer number of 15 to 20; organisations need one. */
  taxNumber: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{15,20}$', minLength: 15, maxLength: 20 })),
  /** Where it is sent besides the Mini Program. */
  email: Type.Optional(Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', minLength: 3, maxLength: 100 })),
};

const INVOICE_FIELDS = {
  invoiceId: ID,
  orderId: ID,
  unitNos: listOf(UNIT_NO, 500),
  ...INVOICE_TITLE,
  /** What was paid for those units less what was given back, when it was asked for. */
  amountFen: FEN,
  state: INVOICE_STATE,
  askedAt: TIME,
  issuedAt: Type.Optional(TIME),
  /** Number on the issued invoice. */
  number: Type.Optional(Type.String({ maxLength: 20 })),
  fileId: Type.Optional(FILE_ID),
  /** The institution's words when it is declined. */
  explanation: Type.Optional(maybeEmpty(200)),
  /** More was given back after it was issued than it allows: a red invoice (红字发票) is due. */
  redDue: Type.Boolean(),
};

export const INVOICE_VIEW = exact(INVOICE_FIELDS);

/** Actions of `signing` about invoices. */
export const learnerInvoices = {
  /** What an invoice of an order could be about now: paid units that no invoice names yet. */
  invoiceable: reading(
    { orderId: ID },
    exact({
      units: listOf(exact({ unitNo: UNIT_NO, name: text(40), amountFen: FEN }), 500),
      amountFen: FEN,
    }),
  ),
  askInvoice: mutating({ orderId: ID, unitNos: listOf(UNIT_NO, 500, 1), ...INVOICE_TITLE }, INVOICE_VIEW),
  invoices: reading({ orderId: ID }, exact({ invoices: listOf(INVOICE_VIEW, 200) })),
  withdrawInvoice: mutating({ invoiceId: ID }, INVOICE_VIEW),
};

const INVOICE_ROW = exact({
  ...INVOICE_FIELDS,
  studentName: maybeEmpty(20),
  courseTitle: maybeEmpty(60),
  /** What an invoice of its units may say by now. */
  mostFen: FEN,
});

/** Actions of `finance` about invoices. */
export const financeInvoices = {
  /** Invoices in a state, by default those asked for, oldest first; those that are answered newest first. */
  listInvoices: reading(
    { state: Type.Optional(INVOICE_STATE), ...PAGE },
    exact({ invoices: listOf(INVOICE_ROW, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  /** The invoice has been issued at the tax office's platform: its number (8 to 20 digits) and its file. */
  issueInvoice: mutating(
    {
      invoiceId: ID,
      number: Type.String({ pattern: '^[0-9]{8,20}$', minLength: 8, maxLength: 20 }),
      fileId: FILE_ID,
      /** What the issued invoice says. */
      amountFen: FEN,
    },
    INVOICE_VIEW,
  ),
  declineInvoice: mutating({ invoiceId: ID, explanation: text(200) }, INVOICE_VIEW),
};

export type InvoiceView = Static<typeof INVOICE_VIEW>;
export type InvoiceRow = Static<typeof INVOICE_ROW>;
