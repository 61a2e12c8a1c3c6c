import { between, DAY, MINUTE, plus, SECOND, type Time } from '../../domain/time';
import type { AgendaKind, AgendaRow } from '../../ports/agenda';
import { StoreBusy } from '../../ports/store';
import type { Ports } from '../ports';
import { raiseTask, type TaskDraft } from '../tasks/raise-task';
import { agendaId, NEVER, NO_LEASE } from './agenda';

/** Does what is due for a subject and says when it is due again; undefined: when somebody pokes it. */
export type AgendaHandler = (ports: Ports, subject: string) => Promise<Time | undefined>;

export type AgendaHandlers = Partial<Record<AgendaKind, AgendaHandler>>;

/** A crashed worker's lease runs out after this; no handler may take longer. */
const LEASE = 2 * MINUTE;
/** No new work is begun after this much of a run (functions end at 60 s). */
const STOP_STARTING_AFTER = 40 * SECOND;
const BATCH = 20;
const AT_ONCE = 4;
/** Waits after failures in a row, minutes; the last one repeats. */
const FAILURE_WAITS = [1, 2, 5, 15, 60] as const;
/** What a dead worker's transaction holds is free again after 30 s. */
const BUSY_WAIT = MINUTE;
/** Failures in a row, over an hour, after which a person must look. */
const TELL_AFTER = 5;

export interface AgendaReport {
  done: number;
  failed: number;
}

/**
 * One run of a timer over the agenda: due rows in order, in bounded batches, each under a lease. An idle run is one
 * indexed query. Runs may overlap, be late, or be missed: what is due stays due.
 */
export async function runAgenda(ports: Ports, handlers: AgendaHandlers): Promise<AgendaReport> {
  const started = ports.clock.now();
  const owner = ports.ids.next();
  const report: AgendaReport = { done: 0, failed: 0 };
  const kinds = Object.keys(handlers) as AgendaKind[];
  for (;;) {
    const now = ports.clock.now();
    if (between(started, now) > STOP_STARTING_AFTER) return report;
    const due = await ports.store.find(
      'agenda',
      { kind: { $in: kinds }, dueAt: { $lte: now }, leaseUntil: { $lte: now } },
      { sort: { dueAt: 1 }, limit: BATCH },
    );
    if (due.length === 0) return report;
    for (let i = 0; i < due.length; i += AT_ONCE) {
      const batch = due.slice(i, i + AT_ONCE);
      const results = await Promise.all(batch.map((row) => runRow(ports, handlers, row, owner, 'if due')));
      for (const result of results) if (result !== 'taken') report[result] += 1;
    }
  }
}

/**
 * Looks at one subject at once, for a person who is waiting; does nothing when a worker is at it already.
 * @returns whether it was run here
 */
export async function runNow(
  ports: Ports,
  kind: AgendaKind,
  subject: string,
  handler: AgendaHandler,
): Promise<boolean> {
  const row = await ports.store.get('agenda', agendaId(kind, subject));
  if (row === undefined) return false;
  return (await runRow(ports, { [kind]: handler }, row, ports.ids.next(), 'anyway')) === 'done';
}

async function runRow(
  ports: Ports,
  handlers: AgendaHandlers,
  row: AgendaRow,
  owner: string,
  when: 'if due' | 'anyway',
): Promise<'done' | 'failed' | 'taken'> {
  const handler = handlers[row.kind];
  if (handler === undefined || !(await takeLease(ports, row, owner, when))) return 'taken';
  try {
    await runUntilUnpoked(ports, row._id, owner, () => handler(ports, row.subject));
    return 'done';
  } catch (error) {
    if (error instanceof StoreBusy) await putOff(ports, row, owner, error);
    else await giveBack(ports, row, owner, error);
    return 'failed';
  }
}

/** A row read as due may have been done by another run since; then it is not due any more. */
function takeLease(ports: Ports, row: AgendaRow, owner: string, when: 'if due' | 'anyway'): Promise<boolean> {
  const now = ports.clock.now();
  const free = { leaseUntil: { $lte: now }, ...(when === 'if due' ? { dueAt: { $lte: now } } : {}) };
  return ports.store.updateIf('agenda', row._id, free, { leaseOwner: owner, leaseUntil: plus(now, LEASE) });
}

/** A poke during the work means that there may be more to do: it is done again before the row is let go. */
async function runUntilUnpoked(
  ports: Ports,
  id: string,
  owner: string,
  work: () => Promise<Time | undefined>,
): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const seen = await ports.store.get('agenda', id);
    if (seen === undefined || seen.leaseOwner !== owner) return;
    const next = (await work()) ?? NEVER;
    const letGo = await ports.store.updateIf(
      'agenda',
      id,
      { leaseOwner: owner, pokes: seen.pokes },
      { dueAt: next, leaseOwner: '', leaseUntil: NO_LEASE, failures: 0 },
    );
    if (letGo) return;
  }
  // Poked again and again: the row is still due, the next run takes it.
  await ports.store.updateIf('agenda', id, { leaseOwner: owner }, { leaseOwner: '', leaseUntil: NO_LEASE });
}

/** The database was busy, which says nothing about the work: it is tried again soon, and is no failure. */
async function putOff(ports: Ports, row: AgendaRow, owner: string, busy: StoreBusy): Promise<void> {
  ports.log.warn('agenda.busy', { row: row._id, error: busy.message });
  const dueAt = plus(ports.clock.now(), BUSY_WAIT);
  const free = { leaseOwner: '', leaseUntil: NO_LEASE, dueAt };
  await ports.store.updateIf('agenda', row._id, { leaseOwner: owner }, free);
}

/**
 * Waits longer with every failure in a row; but a poke that came during the work is heard soon. After some failures
 * staff are told: a log alone keeps nothing from staying as it is for ever.
 */
async function giveBack(ports: Ports, row: AgendaRow, owner: string, error: unknown): Promise<void> {
  const current = await ports.store.get('agenda', row._id);
  const failures = (current ?? row).failures + 1;
  const wait = FAILURE_WAITS[Math.min(failures, FAILURE_WAITS.length) - 1] ?? 1;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  ports.log.error('agenda.failed', { row: row._id, failures, error: text });
  const free = { leaseOwner: '', leaseUntil: NO_LEASE, failures };
  const after = (minutes: number) => ({ ...free, dueAt: plus(ports.clock.now(), minutes * MINUTE) });
  const unpoked = { leaseOwner: owner, pokes: row.pokes };
  if (!(await ports.store.updateIf('agenda', row._id, unpoked, after(wait))))
    await ports.store.updateIf('agenda', row._id, { leaseOwner: owner }, after(FAILURE_WAITS[0]));
  if (failures === TELL_AFTER) await raiseTaskFor(ports, row);
}

async function raiseTaskFor(ports: Ports, row: AgendaRow): Promise<void> {
  const now = ports.clock.now();
  const draft: TaskDraft = {
    institutionId: ports.settings.institutionId,
    kind: 'stuck_call',
    forRoles: ['finance', 'owner'],
    subject: row.kind === 'order' ? { orderId: row.subject } : {},
    reason: `后台工作（${row._id}）连续失败 ${TELL_AFTER} 次，会继续重试，请联系技术人员查看日志。`,
    deadline: plus(now, DAY),
  };
  await ports.store.transaction((tx) => raiseTask(tx, draft, now));
}
