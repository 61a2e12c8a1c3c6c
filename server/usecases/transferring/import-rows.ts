import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { between, SECOND } from '../../domain/time';
import { COLUMNS } from '../../domain/transfer/columns';
import type { RowIssue } from '../../domain/transfer/table';
import type { Transfer } from '../../domain/transfer/transfer';
import type { Tables } from '../../ports/tables';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { importerOf, readRows, refused } from './check-import';
import { classFault } from './fault-words';
import type { ParsedRow } from './importer';

/** No row is begun after this: a phone waits 15 s. */
const PATIENCE = 8 * SECOND;
/** Rows of one call, whatever the time: a frozen clock must not make a call endless. */
const BATCH = 100;
/** Somebody else changed the timetable in between. */
const MOST_TRIES = 4;

type Progress = ResponseOf<'transfer', 'importRows'>;

/**
 * Takes the next rows of a file that was looked at: only rows that the dry run promised, each once. Called again until it
 * is done; after a crash it goes on where it stopped.
 * @throws AppError NOT_FOUND; BAD_REQUEST when the file is not the one that was looked at
 */
export async function importRows(
  ports: Ports,
  tables: Tables,
  staff: StaffMember,
  { importId }: RequestOf<'transfer', 'importRows'>,
): Promise<Progress> {
  const transfer = await ports.store.get('transfers', importId);
  if (transfer?.direction !== 'import' || transfer.by !== staff._id)
    throw new AppError('NOT_FOUND', `no import ${importId} of this member`);
  if (transfer.state === 'done') return progressOf(transfer);
  const { sha256, rows } = await readRows(ports, tables, transfer.kind, transfer.fileId);
  if (sha256 !== transfer.sha256) throw refused('文件和检查时不一样了，请重新检查');
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const begun = ports.clock.now();
  const outcomes: Outcome[] = [];
  for (const row of transfer.promised.slice(transfer.done, transfer.done + BATCH)) {
    const parsed = byRow.get(row);
    if (parsed === undefined) throw refused('文件和检查时不一样了，请重新检查');
    outcomes.push(await take(ports, staff, transfer, parsed));
    if (between(begun, ports.clock.now()) > PATIENCE) break;
  }
  const after = await keepProgress(ports, staff, transfer, outcomes);
  if (after.state === 'done') await ports.files.remove([transfer.fileId]);
  return progressOf(after);
}

type Outcome = 'imported' | 'known' | RowIssue;

async function take(
  ports: Ports,
  staff: StaffMember,
  transfer: Transfer,
  { row, value }: ParsedRow<unknown>,
): Promise<Outcome> {
  const importer = importerOf(transfer.kind);
  for (let tries = 1; ; tries += 1) {
    try {
      return await importer.carryOut(ports, staff, value, { transferId: transfer._id, row });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'BUSY' && tries < MOST_TRIES) continue;
      return issueOf(transfer, row, error);
    }
  }
}

/** Something has changed since the dry run. */
function issueOf({ kind }: Transfer, row: number, error: AppError): RowIssue {
  const { column, text } = classFault(error.code, error.detail);
  const title = COLUMNS[kind].find((known) => known.key === column)?.title ?? COLUMNS[kind][0]?.title ?? '';
  const reason = error.detail?.reason;
  return { row, column: title, text: String(reason ?? text) };
}

/** Somebody who sends the same step twice at once counts it once. */
async function keepProgress(
  ports: Ports,
  staff: StaffMember,
  seen: Transfer,
  outcomes: readonly Outcome[],
): Promise<Transfer> {
  return ports.store.transaction(async (tx) => {
    const stored = await tx.get('transfers', seen._id);
    if (stored === undefined || stored.done !== seen.done) return stored ?? seen;
    const done = stored.done + outcomes.length;
    const after: Transfer = {
      ...stored,
      done,
      imported: stored.imported + outcomes.filter((outcome) => outcome === 'imported').length,
      known: stored.known + outcomes.filter((outcome) => outcome === 'known').length,
      leftOut: [
        ...stored.leftOut,
        ...outcomes.filter((outcome): outcome is RowIssue => typeof outcome !== 'string'),
      ],
      state: done === stored.promised.length ? 'done' : 'running',
    };
    await tx.put('transfers', after);
    if (after.state === 'done') {
      const { kind, imported, known } = after;
      const facts = { kind, imported, known, leftOut: after.leftOut.length };
      const act = { by: staff._id, action: 'importRows', subject: after._id, after: facts };
      await recordAct(tx, ports, act, ports.clock.now());
    }
    return after;
  });
}

function progressOf({ state, promised, done, imported, known, leftOut }: Transfer): Progress {
  const over = state === 'done' ? 'done' : 'running';
  return { state: over, total: promised.length, done, imported, known, leftOut: leftOut.slice(0, 300) };
}
