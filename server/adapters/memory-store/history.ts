import { type CollectionName, DuplicateDocument } from '../../ports/store';
import type { UniqueKeys } from './unique-keys';

interface Version {
  at: number;
  /** Undefined: removed. */
  document: object | undefined;
}

/** One document written by a transaction; undefined removes it. */
export interface Write {
  name: CollectionName;
  id: string;
  document: object | undefined;
}

/** One document before and after a commit; undefined where there is none. */
export interface Change {
  name: CollectionName;
  id: string;
  before: object | undefined;
  document: object | undefined;
}

/** Two transactions wrote the same document: the second to commit starts again. */
export class WriteConflict extends Error {}

/**
 * Every document with the versions that open transactions may still see. The number of a commit is its time: a
 * snapshot taken at 7 sees the newest version not above 7.
 */
export class History {
  private readonly shelves = new Map<CollectionName, Map<string, Version[]>>();
  private readonly open: number[] = [];
  private last = 0;

  constructor(
    private readonly unique: UniqueKeys,
    private readonly tell: (changes: readonly Change[]) => void = () => {},
  ) {}

  /** Opens a snapshot; `release` lets the versions go that only it could see. */
  snapshot(): number {
    this.open.push(this.last);
    return this.last;
  }

  release(snapshot: number): void {
    this.open.splice(this.open.indexOf(snapshot), 1);
  }

  read(name: CollectionName, id: string, at: number = this.last): object | undefined {
    return this.shelf(name)
      .get(id)
      ?.findLast((version) => version.at <= at)?.document;
  }

  /** All documents of a collection as they stand now, oldest first. */
  *all(name: CollectionName): Generator<object> {
    for (const versions of this.shelf(name).values()) {
      const document = versions.at(-1)?.document;
      if (document !== undefined) yield document;
    }
  }

  /**
   * Makes all writes visible together.
   * @throws WriteConflict when one of the documents was written after the snapshot
   * @throws DuplicateDocument when a unique key is taken; nothing is written then
   */
  commit(writes: readonly Write[], snapshot: number = this.last): void {
    for (const { name, id } of writes) {
      if ((this.shelf(name).get(id)?.at(-1)?.at ?? 0) > snapshot) throw new WriteConflict(`${name} ${id}`);
    }
    this.refuseDuplicates(writes);
    const changes = this.changesOf(writes);
    this.unique.claim(changes);
    this.last += 1;
    for (const write of writes) this.append(write);
    this.tell(changes);
  }

  /** @throws DuplicateDocument when one of the unique keys is taken by a document outside of these writes. */
  refuseDuplicates(writes: readonly Write[]): void {
    const taken = this.unique.taken(this.changesOf(writes));
    if (taken !== undefined) throw new DuplicateDocument(taken);
  }

  private changesOf(writes: readonly Write[]): Change[] {
    return writes.map((write) => ({ ...write, before: this.read(write.name, write.id) }));
  }

  private append({ name, id, document }: Write): void {
    const shelf = this.shelf(name);
    const oldest = Math.min(this.last, ...this.open);
    const versions = [...(shelf.get(id) ?? []), { at: this.last, document }];
    const seen = versions.findLastIndex((version) => version.at <= oldest);
    const kept = versions.slice(Math.max(seen, 0));
    if (kept.length === 1 && document === undefined) shelf.delete(id);
    else shelf.set(id, kept);
  }

  private shelf(name: CollectionName): Map<string, Version[]> {
    const known = this.shelves.get(name);
    if (known !== undefined) return known;
    const fresh = new Map<string, Version[]>();
    this.shelves.set(name, fresh);
    return fresh;
  }
}
