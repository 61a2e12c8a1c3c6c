import type { financeInvoices } from '../../protocol/invoices';
import { declineInvoice, issueInvoice } from '../../server/usecases/invoicing/answer-invoice';
import { invoicesForFinance } from '../../server/usecases/invoicing/list-invoices';
import type { Handlers } from '../frame/people-function';

export const invoiceHandlers: Handlers<typeof financeInvoices> = {
  listInvoices: ({ ports, openid }, data) => invoicesForFinance(ports, openid, data),
  issueInvoice: ({ ports, openid }, data) => issueInvoice(ports, openid, data),
  declineInvoice: ({ ports, openid }, data) => declineInvoice(ports, openid, data),
};
