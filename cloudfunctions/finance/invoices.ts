import type { financeInvoices } from '../../protocol/invoices';
import { declineInvoice, issueInvoice } from '../../server/usecases/invoicing/answer-invoice';
import { invoiceNow } from '../../server/usecases/invoicing/invoice-view';
import { invoicesForFinance } from '../../server/usecases/invoicing/list-invoices';
import { type Call, finished, type Handlers } from '../frame/people-function';

export const invoiceHandlers: Handlers<typeof financeInvoices> = {
  listInvoices: ({ ports, openid }, data) => invoicesForFinance(ports, openid, data),
  // Only that it was answered is kept: the view holds the learner's title, which she may have erased.
  issueInvoice: finished(({ ports, openid }, data) => issueInvoice(ports, openid, data), asItIs),
  declineInvoice: finished(({ ports, openid }, data) => declineInvoice(ports, openid, data), asItIs),
};

function asItIs({ ports }: Call, { invoiceId }: { invoiceId: string }) {
  return invoiceNow(ports, invoiceId);
}
