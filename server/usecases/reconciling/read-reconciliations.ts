import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { ReconciledDay } from '../../domain/reconciliation/day';
import type { Drift } from '../../domain/reconciliation/drift';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import { authorisedMember } from '../staffing/authorise';

type Days = ResponseOf<'reports', 'reconciliations'>;
type DayView = ResponseOf<'reports', 'reconciliation'>;

const SHOWN_DAYS = 14;
/** A day on which more than this disagrees is no matter of single cases any more. */
const SHOWN_DRIFTS = 200;

/** Days that were reconciled, newest first. @throws AppError FORBIDDEN */
export async function listReconciliations(
  ports: Ports,
  openid: string,
  { before, limit = SHOWN_DAYS }: RequestOf<'reports', 'reconciliations'>,
): Promise<Days> {
  await authorisedMember(ports, openid, 'reconciliations');
  const days = await ports.store.find(
    'reconciliations',
    { _id: { $lt: before ?? '9999' } },
    { sort: { _id: -1 }, limit: limit + 1 },
  );
  return { days: days.slice(0, limit).map(dayView), more: days.length > limit };
}

/** One day's three books, and each place where they disagree. @throws AppError FORBIDDEN, NOT_FOUND */
export async function readReconciliation(
  ports: Ports,
  openid: string,
  { day }: RequestOf<'reports', 'reconciliation'>,
): Promise<DayView> {
  await authorisedMember(ports, openid, 'reconciliation');
  const found = await ports.store.get('reconciliations', day);
  if (found === undefined) throw new AppError('NOT_FOUND', `${day} is not reconciled`);
  const { billRows, paidFen, refundedFen, serviceRows, ledgerPaidFen, ledgerRefundedFen } = found;
  return {
    ...dayView(found),
    wechat: {
      ...{ rows: billRows, paidFen, refundedFen },
      ...(serviceRows === undefined ? {} : { serviceRows }),
    },
    ledger: { paidFen: ledgerPaidFen, refundedFen: ledgerRefundedFen },
    rollCalls: { classes: found.classes, paidFen: found.rolledFen },
    found: await Promise.all(found.drifts.slice(0, SHOWN_DRIFTS).map((drift) => driftView(ports, drift))),
  };
}

function dayView({
  _id,
  at,
  unexplainedFen,
  drifts,
  paidFen,
  serviceRows,
}: ReconciledDay): Days['days'][number] {
  return {
    ...{ day: _id, at, unexplainedFen, drifts: drifts.length, paidFen },
    serviceBill: serviceRows !== undefined,
  };
}

/** With whose order and which course it is about, where it is one of ours. */
async function driftView(ports: Ports, drift: Drift): Promise<DayView['found'][number]> {
  const order = drift.orderId === undefined ? undefined : await ports.store.get('orders', drift.orderId);
  if (order === undefined) return drift;
  const [student, version] = await Promise.all([
    ports.store.get('students', order.studentId),
    versionOf(ports.store, order),
  ]);
  return { ...drift, studentName: student?.name ?? '', courseTitle: version.title };
}
