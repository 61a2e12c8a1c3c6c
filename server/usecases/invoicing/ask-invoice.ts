import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import {
  checkTitle,
  checkUnits,
  type Invoice,
  invoiceableFen,
  invoiceableOf,
  unitsToInvoice,
} from '../../domain/invoice/invoice';
import { sum, yuanText } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { DAY, plus, type Time } from '../../domain/time';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import type { TaskDraft } from '../tasks/raise-task';
import { type InvoiceView, invoiceView } from './invoice-view';

type Asked = RequestOf<'signing', 'askInvoice'>;

const ANSWER_WITHIN = 3 * DAY;

/** What an invoice of an order could be about now. */
export async function readInvoiceable(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<ResponseOf<'signing', 'invoiceable'>> {
  const units = unitsToInvoice(await ownOrder(ports, openid, orderId));
  return {
    units: units.map((unit) => ({ unitNo: unit.no, name: unit.name, amountFen: invoiceableFen(unit) })),
    amountFen: sum(units.map(invoiceableFen)),
  };
}

/**
 * Asks for an invoice of paid units; one request of an order at a time.
 * @throws AppError NOT_FOUND, WRONG_STATE when a unit is not paid or invoiced already, BAD_REQUEST for a wrong title
 */
export async function askInvoice(ports: Ports, openid: string, asked: Asked): Promise<InvoiceView> {
  const { orderId } = asked;
  await ownOrder(ports, openid, orderId);
  checkTitle(asked);
  const waiting = await ports.store.count('invoices', { orderId, state: 'asked' });
  if (waiting > 0) throw new AppError('WRONG_STATE', `an invoice of ${orderId} is asked for already`);
  const count = await ports.store.count('invoices', { orderId });
  const _id = `${orderId}V${count + 1}`;
  const order = await changeOrder(ports, orderId, (current, now) => {
    const unitNos = checkUnits(current, asked.unitNos);
    const invoice = newInvoice(_id, current, { ...asked, unitNos }, now);
    return {
      order: { ...current, invoices: [...(current.invoices ?? []), { invoiceId: _id, unitNos }] },
      tasks: [invoiceTask(current, invoice, now)],
      also: (tx) => tx.insert('invoices', invoice),
    };
  });
  const made = await ports.store.get('invoices', _id);
  if (made === undefined) throw new AppError('NOT_FOUND', `invoice ${_id}`);
  return invoiceView(made, order);
}

function newInvoice(_id: string, order: Order, asked: Asked, askedAt: Time): Invoice {
  const { titleKind, title, taxNumber, email, unitNos } = asked;
  const { institutionId, campusId, payerOpenid } = order;
  return {
    ...{ _id, institutionId, campusId, orderId: order._id, payerOpenid, titleKind, title, unitNos, askedAt },
    ...(taxNumber === undefined ? {} : { taxNumber }),
    ...(email === undefined ? {} : { email }),
    amountFen: invoiceableOf(order, unitNos),
    state: 'asked',
    revision: 1,
  };
}

function invoiceTask(order: Order, invoice: Invoice, now: Time): TaskDraft {
  return {
    institutionId: order.institutionId,
    campusId: order.campusId,
    kind: 'invoice_asked',
    forRoles: ['finance', 'owner'],
    subject: { orderId: order._id },
    reason: `学员申请发票 ${yuanText(invoice.amountFen)}，抬头：${invoice.title}`,
    deadline: plus(now, ANSWER_WITHIN),
  };
}
