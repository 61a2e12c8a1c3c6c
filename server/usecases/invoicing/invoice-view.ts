import type { ResponseOf } from '../../../protocol';
import { type Invoice, invoiceableOf } from '../../domain/invoice/invoice';
import type { Order } from '../../domain/order/order';

export type InvoiceView = ResponseOf<'signing', 'askInvoice'>;

/** An invoice as both sides see it. While it waits, its amount is what can be invoiced by now. */
export function invoiceView(invoice: Invoice, order: Order): InvoiceView {
  const { _id, orderId, unitNos, titleKind, title, state, askedAt } = invoice;
  const { taxNumber, email, issuedAt, number, fileId, explanation } = invoice;
  const now = invoiceableOf(order, unitNos);
  return {
    invoiceId: _id,
    ...{ orderId, unitNos, titleKind, title, state, askedAt },
    amountFen: state === 'asked' ? now : invoice.amountFen,
    redDue: state === 'issued' && invoice.amountFen > now,
    ...(taxNumber === undefined ? {} : { taxNumber }),
    ...(email === undefined ? {} : { email }),
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(number === undefined ? {} : { number }),
    ...(fileId === undefined ? {} : { fileId }),
    ...(explanation === undefined ? {} : { explanation }),
  };
}
