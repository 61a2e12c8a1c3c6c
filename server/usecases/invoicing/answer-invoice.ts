import type { RequestOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { type Invoice, invoiceableOf } from '../../domain/invoice/invoice';
import { move } from '../../domain/machine';
import { INVOICE_MACHINE } from '../../domain/machines';
import { fen, yuanText } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import type { Time } from '../../domain/time';
import { changeOrder, type OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import type { PushDraft } from '../pushing/create-push';
import { recordAct } from '../staffing/audit';
import { authorise, authorisedMember } from '../staffing/authorise';
import { taskId } from '../tasks/raise-task';
import { type InvoiceView, invoiceView } from './invoice-view';

/**
 * The invoice has been issued: number and file go to the learner. Never for more than was paid less what was given back.
 * @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE when it is answered, BAD_REQUEST above what may be invoiced
 */
export async function issueInvoice(
  ports: Ports,
  openid: string,
  issued: RequestOf<'finance', 'issueInvoice'>,
): Promise<void> {
  const seen = await invoiceHere(ports, openid, 'issueInvoice', issued.invoiceId);
  await answer(ports, seen, openid, 'issueInvoice', (invoice, order, now) => {
    const most = invoiceableOf(order, invoice.unitNos);
    if (issued.amountFen > most) {
      throw new AppError('BAD_REQUEST', `${issued.amountFen} of ${most} fen`, { field: 'amountFen', most });
    }
    const { number, fileId } = issued;
    return { ...stateOf(invoice, 'issued'), amountFen: fen(issued.amountFen), number, fileId, issuedAt: now };
  });
}

/** @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE */
export async function declineInvoice(
  ports: Ports,
  openid: string,
  declined: RequestOf<'finance', 'declineInvoice'>,
): Promise<void> {
  const seen = await invoiceHere(ports, openid, 'declineInvoice', declined.invoiceId);
  await answer(ports, seen, openid, 'declineInvoice', (invoice) => ({
    ...stateOf(invoice, 'declined'),
    explanation: declined.explanation,
  }));
}

/** The learner takes her request back. @throws AppError NOT_FOUND, WRONG_STATE */
export async function withdrawInvoice(ports: Ports, openid: string, invoiceId: string): Promise<InvoiceView> {
  const invoice = await ports.store.get('invoices', invoiceId);
  if (invoice?.payerOpenid !== openid)
    throw new AppError('NOT_FOUND', `no invoice ${invoiceId} of this payer`);
  return answer(ports, invoice, undefined, 'withdrawInvoice', (known) => stateOf(known, 'withdrawn'));
}

function stateOf(invoice: Invoice, to: Invoice['state']): Invoice {
  return {
    ...invoice,
    state: move('invoice', INVOICE_MACHINE, invoice.state, to),
    revision: invoice.revision + 1,
  };
}

async function invoiceHere(
  ports: Ports,
  openid: string,
  action: 'issueInvoice' | 'declineInvoice',
  invoiceId: string,
): Promise<Invoice> {
  const member = await authorisedMember(ports, openid, action);
  const invoice = await ports.store.get('invoices', invoiceId);
  if (invoice?.institutionId !== ports.settings.institutionId)
    throw new AppError('NOT_FOUND', `no invoice ${invoiceId}`);
  authorise(member, action, { campusIds: [invoice.campusId] });
  return invoice;
}

/** @param staff who answers; undefined: the learner herself, of whom no act is recorded */
async function answer(
  ports: Ports,
  seen: Invoice,
  staff: string | undefined,
  action: string,
  next: (invoice: Invoice, order: Order, now: Time) => Invoice,
): Promise<InvoiceView> {
  let after = seen;
  const order = await changeOrder(ports, seen.orderId, async (current, now, tx): Promise<OrderChange> => {
    const invoice = await tx.get('invoices', seen._id);
    if (invoice?.state !== 'asked')
      throw new AppError('WRONG_STATE', `invoice ${seen._id} is ${invoice?.state}`);
    after = next(invoice, current, now);
    if (staff !== undefined) after = { ...after, decidedBy: staff };
    const { state, number, amountFen, explanation } = after;
    const facts = { state, number, amountFen, explanation };
    return {
      order: state === 'issued' ? current : without(current, after._id),
      pushes: staff === undefined ? [] : [{ id: `inv-${after._id}`, draft: answerPush(after) }],
      settled: [taskId('invoice_asked', { orderId: current._id })],
      also: async (t) => {
        await t.put('invoices', after);
        if (staff === undefined) return;
        const act = { by: staff, action, subject: after._id, before: { state: invoice.state }, after: facts };
        await recordAct(t, ports, act, now);
      },
    };
  });
  return invoiceView(after, order);
}

/** Its units may be named by another invoice again. */
function without(order: Order, invoiceId: string): Order {
  const invoices = (order.invoices ?? []).filter((known) => known.invoiceId !== invoiceId);
  return { ...order, invoices };
}

function answerPush(invoice: Invoice): PushDraft {
  const issued = invoice.state === 'issued';
  return {
    openid: invoice.payerOpenid,
    kind: 'invoice',
    title: issued ? `发票已开 ${yuanText(invoice.amountFen)}` : '发票申请有了答复',
    body: issued ? `号码 ${invoice.number ?? ''}，可以下载。` : (invoice.explanation ?? ''),
    link: { page: 'order', id: invoice.orderId },
    facts: { amountFen: invoice.amountFen, state: invoice.state },
  };
}
