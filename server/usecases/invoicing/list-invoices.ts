import type { RequestOf, ResponseOf } from '../../../protocol';
import { type Invoice, invoiceableOf } from '../../domain/invoice/invoice';
import { readPage } from '../browsing/paging';
import { studentNames } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { invoiceView } from './invoice-view';

const MOST = 200;

/** Invoices of one order of hers, oldest first. */
export async function ownInvoices(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<ResponseOf<'signing', 'invoices'>> {
  const order = await ownOrder(ports, openid, orderId);
  const invoices = await ports.store.find('invoices', { orderId }, { sort: { askedAt: 1 }, limit: MOST });
  return { invoices: invoices.map((invoice) => invoiceView(invoice, order)) };
}

/** Invoices in a state: those asked for oldest first, those answered latest first. */
export async function invoicesForFinance(
  ports: Ports,
  openid: string,
  request: RequestOf<'finance', 'listInvoices'>,
): Promise<ResponseOf<'finance', 'listInvoices'>> {
  const member = await authorisedMember(ports, openid, 'listInvoices');
  const { institutionId } = ports.settings;
  const { state = 'asked' } = request;
  const latestFirst = state !== 'asked';
  const page = await readPage(
    request,
    (invoice: Invoice) => invoice.askedAt,
    (place, limit) => {
      const from = latestFirst ? { $lte: place?.at ?? '' } : { $gte: place?.at ?? '' };
      return ports.store.find(
        'invoices',
        { institutionId, state, ...(place === undefined ? {} : { askedAt: from }) },
        { sort: { askedAt: latestFirst ? -1 : 1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      );
    },
  );
  const own = page.items.filter((invoice) => worksAt(member, invoice.campusId));
  const rows = await Promise.all(
    own.map(async (invoice) => {
      const order = await ports.store.get('orders', invoice.orderId);
      if (order === undefined) return [];
      const [version, names] = await Promise.all([
        versionOf(ports.store, order),
        studentNames(ports, [order.studentId]),
      ]);
      const studentName = names.get(order.studentId) ?? '';
      const mostFen = invoiceableOf(order, invoice.unitNos);
      return [{ ...invoiceView(invoice, order), studentName, courseTitle: version.title, mostFen }];
    }),
  );
  return {
    invoices: rows.flat(),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}
