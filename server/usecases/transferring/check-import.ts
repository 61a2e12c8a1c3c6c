import { createHash } from 'node:crypto';
import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { plus } from '../../domain/time';
import { COLUMNS, MOST_ROWS, type TransferKind } from '../../domain/transfer/columns';
import { isEmpty, RowReader, readHeader } from '../../domain/transfer/table';
import { FILE_LIFE, type Transfer } from '../../domain/transfer/transfer';
import type { Tables } from '../../ports/tables';
import { putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';
import { importMarks } from './import-marks';
import { importStudents } from './import-students';
import { importTimetable } from './import-timetable';
import type { Importer, ParsedRow } from './importer';
import { readingOnly } from './reading-only';

/** Lists of people and classes have a few hundred KB. */
const MOST_BYTES = 1024 * 1024;
const MOST_ISSUES = 300;

export function importerOf(kind: TransferKind): Importer<unknown> {
  const importers = { students: importStudents, timetable: importTimetable, roll_calls: importMarks };
  return importers[kind] as Importer<unknown>;
}

/**
 * The dry run: reads an uploaded file, names everything that is wrong in it, and keeps which rows would be taken.
 * @throws AppError BAD_REQUEST with `reason` when the file as a whole can't be read
 */
export async function checkImport(
  ports: Ports,
  tables: Tables,
  staff: StaffMember,
  { kind, fileId }: RequestOf<'transfer', 'checkImport'>,
): Promise<ResponseOf<'transfer', 'checkImport'>> {
  const { sha256, rows, unknown } = await readRows(ports, tables, kind, fileId);
  const importer = importerOf(kind);
  const checked = await importer.check(readingOnly(ports), staff, rows);
  const bad = rows.filter(({ reader }) => reader.issues.length > 0);
  const isReady = new Set(
    rows
      .filter(({ row, reader }) => reader.issues.length === 0 && !checked.known.has(row))
      .map(({ row }) => row),
  );
  const promised = checked.order.filter((row) => isReady.has(row));
  const transfer: Transfer = {
    _id: ports.ids.next(),
    institutionId: ports.settings.institutionId,
    ...{ direction: 'import', kind, by: staff._id, at: ports.clock.now(), fileId, sha256, promised },
    ...{ done: 0, imported: 0, known: 0, leftOut: [], state: 'checked' },
  };
  await ports.store.transaction(async (tx) => {
    await tx.insert('transfers', transfer);
    await putAgenda(tx, 'transfer', transfer._id, plus(transfer.at, FILE_LIFE));
  });
  const known = rows.filter(({ row, reader }) => reader.issues.length === 0 && checked.known.has(row)).length;
  return {
    importId: transfer._id,
    ...{ rows: rows.length, ready: promised.length, known, bad: bad.length },
    issues: bad.flatMap(({ reader }) => reader.issues).slice(0, MOST_ISSUES),
    unknownColumns: unknown,
  };
}

/** @throws AppError BAD_REQUEST with `reason` */
export async function readRows(
  ports: Ports,
  tables: Tables,
  kind: TransferKind,
  fileId: string,
): Promise<{ sha256: string; rows: ParsedRow<unknown>[]; unknown: string[] }> {
  const content = await ports.files.read(fileId, MOST_BYTES);
  if (content === 'missing') throw refused('文件已经不在了，请重新选择');
  if (content === 'too_big') throw refused('文件超过 1 MB，请分成几个文件');
  const [first = [], ...others] = await tables.read(content);
  const columns = COLUMNS[kind];
  const header = readHeader(first, columns);
  if ('fault' in header) throw refused(header.fault);
  const filled = others
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => !isEmpty(cells));
  if (filled.length === 0) throw refused('文件里没有要导入的行');
  if (filled.length > MOST_ROWS[kind]) throw refused(`一次最多 ${MOST_ROWS[kind]} 行，请分成几个文件`);
  const [importer, now] = [importerOf(kind), ports.clock.now()];
  const rows = filled.map(({ cells, row }) => {
    const reader = new RowReader(row, cells, header, columns);
    return { row, reader, value: importer.parse(reader, now) };
  });
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    rows,
    unknown: header.unknown.slice(0, 20),
  };
}

export function refused(reason: string): AppError {
  return new AppError('BAD_REQUEST', reason, { field: 'fileId', reason });
}
