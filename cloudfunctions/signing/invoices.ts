import type { learnerInvoices } from '../../protocol/invoices';
import { withdrawInvoice } from '../../server/usecases/invoicing/answer-invoice';
import { askInvoice, readInvoiceable } from '../../server/usecases/invoicing/ask-invoice';
import { ownInvoices } from '../../server/usecases/invoicing/list-invoices';
import type { Handlers } from '../frame/people-function';

export const learnerInvoiceHandlers: Handlers<typeof learnerInvoices> = {
  invoiceable: ({ ports, openid }, data) => readInvoiceable(ports, openid, data),
  askInvoice: ({ ports, openid }, data) => askInvoice(ports, openid, data),
  invoices: ({ ports, openid }, data) => ownInvoices(ports, openid, data),
  withdrawInvoice: ({ ports, openid }, data) => withdrawInvoice(ports, openid, data.invoiceId),
};
