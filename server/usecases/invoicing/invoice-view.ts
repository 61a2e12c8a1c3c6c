import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { type Invoice, invoiceableOf } from '../../domain/invoice/invoice';
import type { Order } from '../../domain/order/order';
import { existingOrder } from '../orders/read-order';
import type { Ports } from '../ports';

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

/** An invoice as it is now. @throws AppError NOT_FOUND */
export async function invoiceNow(ports: Ports, invoiceId: string): Promise<InvoiceView> {
  const invoice = await ports.store.get('invoices', invoiceId);
  if (invoice === undefined) throw new AppError('NOT_FOUND', `no invoice ${invoiceId}`);
  return invoiceView(invoice, await existingOrder(ports, invoice.orderId));
}
