import type { PayDatabase } from './database';

/** What WeChat Pay does by itself when a moment comes. */
export type DueKind =
  | 'deduct'
  | 'deliver'
  | 'probe'
  | 'confirm-order'
  | 'expire-order'
  | 'expire-sign-plan'
  | 'mark-overdue'
  | 'settle-refund'
  | 'close-prepayment';

export interface DueItem {
  id: number;
  at: number;
  kind: DueKind;
  /** Number of the order, sign plan, refund or delivery which it is about. */
  subject: string;
}

/** WeChat Pay's diary: kept in the database, so that a restart forgets nothing. */
export class Agenda {
  constructor(private readonly database: PayDatabase) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS due (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL)',
    );
    database.exec('CREATE INDEX IF NOT EXISTS due_at ON due (at, id)');
    database.exec('CREATE INDEX IF NOT EXISTS due_subject ON due (subject, kind)');
  }

  add(at: number, kind: DueKind, subject: string): void {
    this.database.prepare('INSERT INTO due (at, kind, subject) VALUES (?, ?, ?)').run(at, kind, subject);
  }

  /** Strikes one kind of work about a subject. */
  strike(kind: DueKind, subject: string): void {
    this.database.prepare('DELETE FROM due WHERE kind = ? AND subject = ?').run(kind, subject);
  }

  remove(id: number): void {
    this.database.prepare('DELETE FROM due WHERE id = ?').run(id);
  }

  /** The earliest item, in the order of writing when moments are equal. */
  first(): DueItem | undefined {
    const row = this.database.prepare('SELECT id, at, kind, subject FROM due ORDER BY at, id LIMIT 1').get();
    return row === undefined ? undefined : (row as DueItem);
  }

  about(kind: DueKind, subject: string): DueItem[] {
    return this.database
      .prepare('SELECT id, at, kind, subject FROM due WHERE kind = ? AND subject = ? ORDER BY at, id')
      .all(kind, subject)
      .map((row) => row as DueItem);
  }
}
