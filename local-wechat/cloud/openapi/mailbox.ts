import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import type { LocalDb } from '../../local-db';

export interface SentMessage {
  id: string;
  /** Virtual time, ms since the epoch. */
  at: number;
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, { value: unknown }>;
}

export interface Mailbox {
  /** Her answer in the subscribe dialog: an accept allows one message more, or any number of a long-term template. */
  answer(openid: string, templateId: string, accepts: boolean, longTerm: boolean): void;
  /** Messages still allowed; Infinity for an accepted long-term template. */
  allowance(openid: string, templateId: string): number;
  /** Uses up one allowance and delivers; false when there is none. */
  deliver(message: Omit<SentMessage, 'id' | 'at'>): boolean;
  /** Oldest first; of one person, or of all. */
  messages(openid?: string): SentMessage[];
}

/** Subscribe messages: what people have allowed and what they have got. */
export function openMailbox(db: LocalDb, clock: Clock): Mailbox {
  db.exec(`
    CREATE TABLE IF NOT EXISTS allowance (
      openid TEXT, template TEXT, count INTEGER, longTerm INTEGER, PRIMARY KEY (openid, template));
    CREATE TABLE IF NOT EXISTS message (
      seq INTEGER PRIMARY KEY, id TEXT, at INTEGER, openid TEXT, template TEXT, page TEXT, data TEXT);
    CREATE INDEX IF NOT EXISTS message_openid ON message (openid);
  `);
  const read = db.prepare('SELECT count, longTerm FROM allowance WHERE openid = ? AND template = ?');
  const write = db.prepare(
    'INSERT OR REPLACE INTO allowance (openid, template, count, longTerm) VALUES (?, ?, ?, ?)',
  );
  const insert = db.prepare(
    'INSERT INTO message (id, at, openid, template, page, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const all = db.prepare('SELECT * FROM message ORDER BY seq');
  const ofOne = db.prepare('SELECT * FROM message WHERE openid = ? ORDER BY seq');

  const stored = (openid: string, templateId: string): { count: number; longTerm: number } =>
    (read.get(openid, templateId) as { count: number; longTerm: number } | undefined) ?? {
      count: 0,
      longTerm: 0,
    };
  const allowance = (openid: string, templateId: string): number => {
    const { count, longTerm } = stored(openid, templateId);
    return longTerm === 1 ? Number.POSITIVE_INFINITY : count;
  };

  return {
    allowance,
    answer(openid, templateId, accepts, longTerm) {
      const { count } = stored(openid, templateId);
      if (longTerm) write.run(openid, templateId, count, accepts ? 1 : 0);
      else if (accepts) write.run(openid, templateId, count + 1, 0);
    },
    deliver({ openid, templateId, page, data }) {
      const allowed = allowance(openid, templateId);
      if (allowed === 0) return false;
      if (Number.isFinite(allowed)) write.run(openid, templateId, allowed - 1, 0);
      insert.run(randomUUID(), clock.now(), openid, templateId, page, JSON.stringify(data));
      return true;
    },
    messages(openid) {
      const rows = (openid === undefined ? all.all() : ofOne.all(openid)) as MessageRow[];
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        openid: row.openid,
        templateId: row.template,
        page: row.page,
        data: JSON.parse(row.data) as SentMessage['data'],
      }));
    },
  };
}

interface MessageRow {
  id: string;
  at: number;
  openid: string;
  template: string;
  page: string;
  data: string;
}
