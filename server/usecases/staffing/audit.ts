import type { RequestOf, ResponseOf } from '../../../protocol';
import { parseTime, type Time } from '../../domain/time';
import type { AuditEntry, Transaction } from '../../ports/store';
import type { Ports } from '../ports';

/** One act of staff. `before` and `after` are what changed, as JSON; never a secret, never a learner's openid. */
export interface Act {
  by: string;
  action: string;
  subject: string;
  before?: unknown;
  after?: unknown;
}

/** Writes an act into the append-only record, in the transaction of the act itself. */
export function recordAct(tx: Transaction, ports: Ports, act: Act, now: Time): Promise<void> {
  return tx.insert('audit', auditEntry(ports, act, now));
}

export function auditEntry(ports: Ports, act: Act, now: Time, id = ports.ids.next()): AuditEntry {
  return {
    _id: id,
    institutionId: ports.settings.institutionId,
    at: now,
    by: act.by,
    action: act.action,
    subject: act.subject,
    ...(act.before === undefined ? {} : { before: JSON.stringify(act.before) }),
    ...(act.after === undefined ? {} : { after: JSON.stringify(act.after) }),
  };
}

const PAGE_SIZE = 50;
const MOST_SHOWN_CHARS = 8000;

/** What staff did, newest first. */
export async function readAudit(
  ports: Ports,
  asked: RequestOf<'staff', 'audit'>,
): Promise<ResponseOf<'staff', 'audit'>> {
  const before = asked.before === undefined ? undefined : parseTime(asked.before);
  const { institutionId } = ports.settings;
  const entries = await ports.store.find(
    'audit',
    { institutionId, ...(before === undefined ? {} : { at: { $lt: before } }) },
    { sort: { at: -1 }, limit: asked.limit ?? PAGE_SIZE },
  );
  const names = await staffNames(
    ports,
    entries.map((entry) => entry.by),
  );
  return {
    entries: entries.map((entry) => ({
      at: entry.at,
      byName: names.get(entry.by) ?? '',
      action: entry.action,
      subject: entry.subject,
      ...(entry.before === undefined ? {} : { before: entry.before.slice(0, MOST_SHOWN_CHARS) }),
      ...(entry.after === undefined ? {} : { after: entry.after.slice(0, MOST_SHOWN_CHARS) }),
    })),
  };
}

/** Names of members of staff by openid; whoever is not known is left out. */
export async function staffNames(ports: Ports, openids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(openids)];
  if (wanted.length === 0) return new Map();
  const members = await ports.store.find('staff', { _id: { $in: wanted } }, { limit: 1000 });
  return new Map(members.map((member) => [member._id, member.name]));
}
