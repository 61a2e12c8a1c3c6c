import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { between, DAY, dayOf, parseTime, plus, type Time } from '../../domain/time';
import { FILE_LIFE, type Transfer } from '../../domain/transfer/transfer';
import type { Sheet, Tables } from '../../ports/tables';
import { putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { mayDo } from '../staffing/authorise';
import { markRows, timetableRows } from './class-rows';
import { studentRows } from './student-rows';
import { KIND_WORDS } from './template';

type Asked = RequestOf<'transfer', 'exportRows'>;

/** Longest period, days: a term with its holidays. */
const MOST_DAYS = 190;
/** How long the link works. */
const LINK_SECONDS = 3600;

export interface Period {
  from: Time;
  to: Time;
}

/**
 * Writes what the member may see into a file in cloud storage, for which she gets a link. The file lives for a day; that it
 * was taken out is in the audit log. No openid, no money.
 * @throws AppError FORBIDDEN; BAD_REQUEST with `reason` for a period that is none, or more rows than a file may have
 */
export async function exportRows(
  ports: Ports,
  tables: Tables,
  staff: StaffMember,
  asked: Asked,
): Promise<ResponseOf<'transfer', 'exportRows'>> {
  const { kind, format, courseId, from, to } = asked;
  if (kind !== 'roll_calls' && !mayDo(staff, 'importRows'))
    throw new AppError('FORBIDDEN', 'a teacher exports the roll calls of his own classes only');
  const rows = await rowsOf(ports, staff, asked);
  const content = await tables.write(format, [{ name: KIND_WORDS[kind], rows }]);
  const id = ports.ids.next();
  const now = ports.clock.now();
  const fileId = await ports.files.write(`export/${dayOf(now).slice(0, 7)}/${id}.${format}`, content);
  await keep(ports, staff, { kind, fileId, id, now }, { format, courseId, from, to, rows: rows.length - 1 });
  const [link] = await ports.files.links([fileId], LINK_SECONDS);
  if (link === undefined) throw new AppError('INTERNAL', 'the file just written has no link');
  return { name: `${KIND_WORDS[kind]} ${dayOf(now)}.${format}`, link, rows: rows.length - 1 };
}

async function rowsOf(ports: Ports, staff: StaffMember, asked: Asked): Promise<Sheet['rows']> {
  if (asked.kind === 'students') return studentRows(ports, staff, asked.courseId);
  const period = periodOf(asked);
  return asked.kind === 'timetable'
    ? timetableRows(ports, staff, period, asked.courseId)
    : markRows(ports, staff, period, asked.courseId);
}

/** Both days included. @throws AppError BAD_REQUEST */
function periodOf({ from, to }: Asked): Period {
  const [first, last] = [parseTime(`${from}T00:00:00+08:00`), parseTime(`${to}T00:00:00+08:00`)];
  if (first === undefined || last === undefined || last < first)
    throw new AppError('BAD_REQUEST', 'no period', { field: 'from', reason: '请选择开始和结束的日期' });
  if (between(first, last) > MOST_DAYS * DAY)
    throw new AppError('BAD_REQUEST', 'too long', { field: 'to', reason: `一次最多导出 ${MOST_DAYS} 天` });
  return { from: first, to: plus(last, DAY) };
}

async function keep(
  ports: Ports,
  staff: StaffMember,
  { kind, fileId, id, now }: { kind: Asked['kind']; fileId: string; id: string; now: Time },
  after: object,
): Promise<void> {
  const transfer: Transfer = {
    _id: id,
    institutionId: ports.settings.institutionId,
    ...{ direction: 'export', kind, by: staff._id, at: now, fileId, sha256: '', promised: [] },
    ...{ done: 0, imported: 0, known: 0, leftOut: [], state: 'done' },
  };
  await ports.store.transaction(async (tx) => {
    await tx.insert('transfers', transfer);
    await putAgenda(tx, 'transfer', id, plus(now, FILE_LIFE));
    await recordAct(
      tx,
      ports,
      { by: staff._id, action: 'exportRows', subject: id, after: { kind, ...after } },
      now,
    );
  });
}
