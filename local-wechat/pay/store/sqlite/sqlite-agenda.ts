import type Database from 'libsql';
import type { Agenda, DueItem, DueKind } from '../agenda';

/** WeChat Pay's diary: kept in the database, so that a restart forgets nothing. */
export class SqliteAgenda implements Agenda {
  constructor(private readonly database: Database.Database) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS due (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL)',
    );
    database.exec('CREATE INDEX IF NOT EXISTS due_at ON due (at, id)');
    database.exec('CREATE INDEX IF NOT EXISTS due_subject ON due (subject, kind)');
  }

  add(at: number, kind: DueKind, subject: string): void {
    this.database.prepare('INSERT INTO due (at, kind, subject) VALUES (?, ?, ?)').run(at, kind, subject);
  }

  strike(kind: DueKind, subject: string): void {
    this.database.prepare('DELETE FROM due WHERE kind = ? AND subject = ?').run(kind, subject);
  }

  remove(id: number): void {
    this.database.prepare('DELETE FROM due WHERE id = ?').run(id);
  }

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
