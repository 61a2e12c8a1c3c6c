import { AppError } from '../errors';
import type { InvoiceState } from '../machines';
import { type Fen, isPositive, subtract, sum, ZERO } from '../money';
import type { Order, Unit } from '../order/order';
import { unitOf } from '../order/units';
import type { Time } from '../time';
import { isTaxNumber } from './tax-number';

/** Who an invoice is made out to (抬头). */
export interface InvoiceTitle {
  titleKind: 'person' | 'organisation';
  title: string;
  taxNumber?: string;
  email?: string;
}

/** One invoice (发票) that a learner has asked for. `_id` = `{orderId}V{n}`. */
export interface Invoice extends InvoiceTitle {
  _id: string;
  institutionId: string;
  campusId: string;
  orderId: string;
  payerOpenid: string;
  unitNos: number[];
  /** As asked for; once issued, what the issued invoice says. */
  amountFen: Fen;
  state: InvoiceState;
  askedAt: Time;
  issuedAt?: Time;
  number?: string;
  fileId?: string;
  decidedBy?: string;
  explanation?: string;
  revision: number;
}

/** Which units an order's live invoice names; kept in the order, so that no unit is invoiced twice. */
export interface InvoicedUnits {
  invoiceId: string;
  unitNos: number[];
}

/** What was paid for a unit less what was given back: the most an invoice may say. */
export function invoiceableFen(unit: Unit): Fen {
  return subtract(unit.collectedFen ?? ZERO, unit.refundedFen ?? ZERO);
}

export function invoiceableOf(order: Order, unitNos: readonly number[]): Fen {
  return sum(unitNos.map((no) => invoiceableFen(unitOf(order, no))));
}

/** Paid units that no invoice names yet. */
export function unitsToInvoice(order: Order): Unit[] {
  const named = new Set((order.invoices ?? []).flatMap((invoice) => invoice.unitNos));
  return order.units.filter((unit) => isPositive(invoiceableFen(unit)) && !named.has(unit.no));
}

/**
 * @throws AppError BAD_REQUEST when an organisation has no taxpayer's number, or it can't be one
 */
export function checkTitle({ titleKind, taxNumber }: InvoiceTitle): void {
  const missing = titleKind === 'organisation' && taxNumber === undefined;
  if (missing || (taxNumber !== undefined && !isTaxNumber(taxNumber))) {
    throw new AppError('BAD_REQUEST', 'no taxpayer number', { field: 'taxNumber' });
  }
}

/**
 * The units an invoice is asked for. @returns their numbers in order, each once
 * @throws AppError WRONG_STATE when one of them is not paid, or named by another invoice
 */
export function checkUnits(order: Order, unitNos: readonly number[]): number[] {
  const free = new Set(unitsToInvoice(order).map((unit) => unit.no));
  const wanted = [...new Set(unitNos)].sort((a, b) => a - b);
  const taken = wanted.find((no) => !free.has(no));
  if (taken !== undefined)
    throw new AppError('WRONG_STATE', `unit ${taken} has nothing to invoice`, { unitNo: taken });
  return wanted;
}
