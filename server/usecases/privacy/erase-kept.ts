import type { Invoice } from '../../domain/invoice/invoice';
import type { Objection, Order } from '../../domain/order/order';
import { ERASED } from '../../domain/people/data-request';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { removeExpected } from '../transferring/expected-students';

const MOST = 1000;

/** Birth year of somebody whose birth year is not known any more. */
const NO_YEAR = 1900;

/** Takes her words and pictures out of an order; amounts, times and decisions stay, since the books rest on them. */
export async function eraseOrder(ports: Ports, order: Order): Promise<void> {
  const files = order.units.flatMap((unit) => (unit.objection ? filesOf(unit.objection) : []));
  if (files.length > 0) await ports.files.remove(files);
  await changeOrder(
    ports,
    order._id,
    (current) =>
      current.units.some((unit) => unit.objection !== undefined)
        ? {
            order: {
              ...current,
              units: current.units.map((unit) =>
                unit.objection ? { ...unit, objection: wordless(unit.objection) } : unit,
              ),
            },
          }
        : undefined,
    { quiet: true },
  );
}

function filesOf({ pictures, evidence = [] }: Objection): string[] {
  return [...pictures, ...evidence.flatMap((entry) => (entry.by === 'payer' ? entry.files : []))];
}

function wordless(objection: Objection): Objection {
  const evidence = (objection.evidence ?? []).map((entry) =>
    entry.by === 'payer' ? { ...entry, text: ERASED, files: [] } : entry,
  );
  return { ...objection, text: ERASED, pictures: [], evidence };
}

/** Reasons that she gave for leave. */
export async function eraseSeats(ports: Ports, payerOpenid: string): Promise<void> {
  const seats = await ports.store.find('seats', { payerOpenid }, { limit: MOST });
  for (const { _id } of seats.filter((seat) => seat.marks.some((mark) => mark.by === 'learner'))) {
    await ports.store.transaction(async (tx) => {
      const seat = await tx.get('seats', _id);
      if (seat === undefined) return;
      const marks = seat.marks.map((mark) => (mark.by === 'learner' ? { ...mark, note: ERASED } : mark));
      await tx.put('seats', { ...seat, marks, revision: seat.revision + 1 });
    });
  }
}

/** An issued invoice is kept as it was issued, for as long as the tax law asks; requests lose their titles. */
export async function eraseInvoices(ports: Ports, payerOpenid: string): Promise<void> {
  const invoices = await ports.store.find('invoices', { payerOpenid }, { limit: MOST });
  for (const { _id } of invoices) {
    await ports.store.transaction(async (tx) => {
      const invoice = await tx.get('invoices', _id);
      if (invoice !== undefined) await tx.put('invoices', withoutTitle(invoice));
    });
  }
}

function withoutTitle({ email: _email, ...invoice }: Invoice): Invoice {
  if (invoice.state === 'issued') return invoice;
  const { taxNumber: _taxNumber, ...rest } = invoice;
  return { ...rest, title: ERASED, revision: invoice.revision + 1 };
}

/** A student with orders stays as somebody without a name; any other is forgotten, and the institution's lists forget both. */
export async function eraseStudents(ports: Ports, payerOpenid: string): Promise<void> {
  const students = await ports.store.find('students', { payerOpenid }, { limit: MOST });
  for (const { _id, name, birthYear, erasedAt } of students) {
    if (erasedAt === undefined) await removeExpected(ports, { name, birthYear });
    const enrolled = (await ports.store.count('orders', { studentId: _id })) > 0;
    await ports.store.transaction(async (tx) => {
      const student = await tx.get('students', _id);
      if (student === undefined) return;
      if (!enrolled) return tx.remove('students', _id);
      const erased = { name: ERASED, birthYear: NO_YEAR, relation: 'other' as const };
      await tx.put('students', { ...student, ...erased, erasedAt: student.erasedAt ?? ports.clock.now() });
    });
  }
}
