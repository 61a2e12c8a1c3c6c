import type { RequestOf, ResponseOf } from '../../../protocol';
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

/** Invoices in a state, by default those asked for, oldest first. */
export async function invoicesForFinance(
  ports: Ports,
  openid: string,
  { state = 'asked' }: RequestOf<'finance', 'listInvoices'>,
): Promise<ResponseOf<'finance', 'listInvoices'>> {
  const member = await authorisedMember(ports, openid, 'listInvoices');
  const { institutionId } = ports.settings;
  const found = await ports.store.find(
    'invoices',
    { institutionId, state },
    { sort: { askedAt: 1 }, limit: MOST },
  );
  const own = found.filter((invoice) => worksAt(member, invoice.campusId));
  const rows = await Promise.all(
    own.map(async (invoice) => {
      const order = await ports.store.get('orders', invoice.orderId);
      if (order === undefined) return [];
      const [version, names] = await Promise.all([
        versionOf(ports.store, order),
        studentNames(ports, [order.studentId]),
      ]);
      const studentName = names.get(order.studentId) ?? '';
      return [{ ...invoiceView(invoice, order), studentName, courseTitle: version.title }];
    }),
  );
  return { invoices: rows.flat() };
}
