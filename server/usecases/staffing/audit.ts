import type { Time } from '../../domain/time';
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
