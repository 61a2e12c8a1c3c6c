import type { Agenda, DueItem, DueKind } from '../agenda';
import type { Undo } from './memory-database';

/** The diary in memory, in the order of moments and of writing. */
export class MemoryAgenda implements Agenda {
  private items: DueItem[] = [];
  private last = 0;

  constructor(private readonly undo: Undo) {}

  add(at: number, kind: DueKind, subject: string): void {
    this.last += 1;
    const later = this.items.findIndex((item) => item.at > at);
    const place = later < 0 ? this.items.length : later;
    this.change(this.items.toSpliced(place, 0, { id: this.last, at, kind, subject }));
  }

  strike(kind: DueKind, subject: string): void {
    this.change(this.items.filter((item) => item.kind !== kind || item.subject !== subject));
  }

  remove(id: number): void {
    this.change(this.items.filter((item) => item.id !== id));
  }

  first(): DueItem | undefined {
    return this.items[0];
  }

  about(kind: DueKind, subject: string): DueItem[] {
    return this.items.filter((item) => item.kind === kind && item.subject === subject);
  }

  private change(items: DueItem[]): void {
    const before = this.items;
    this.items = items;
    this.undo(() => {
      this.items = before;
    });
  }
}
