import { invoiceableOf } from '../../domain/invoice/invoice';
import { subtract, yuanText } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import type { Refund } from '../../domain/payment/refund';
import { DAY, plus, type Time } from '../../domain/time';
import type { DocumentReader } from '../../ports/store';
import type { TaskDraft } from '../tasks/raise-task';

/**
 * Money came back to the learner after its invoice was issued: the invoice says more than was paid, and a red one
 * (红字发票) for the difference is due at the tax office's platform. Nothing if no issued invoice names the unit.
 */
export async function redInvoiceTasks(
  reader: DocumentReader,
  order: Order,
  refund: Refund,
  now: Time,
): Promise<TaskDraft[]> {
  const named = (order.invoices ?? []).find(({ unitNos }) => unitNos.includes(refund.unitNo));
  const invoice = named && (await reader.get('invoices', named.invoiceId));
  if (invoice?.state !== 'issued') return [];
  const most = invoiceableOf(order, invoice.unitNos);
  if (invoice.amountFen <= most) return [];
  const { institutionId, campusId, orderId, unitNo } = refund;
  const over = yuanText(subtract(invoice.amountFen, most));
  return [
    {
      ...{ institutionId, campusId, kind: 'red_invoice', forRoles: ['finance', 'owner'] },
      subject: { orderId, unitNo },
      reason: `发票 ${invoice.number ?? ''} 开好后退过款，要开红字发票冲减 ${over}。`,
      deadline: plus(now, 3 * DAY),
    },
  ];
}
