import {
  type CollectionName,
  type Collections,
  DuplicateDocument,
  type Transaction,
} from '../../ports/store';
import { plainCopy } from '../store-rules/document';
import type { History, Write } from './history';
import type { StoreStep } from './steps';

/** Reads one snapshot and its own writes; what it writes is seen by others only after `commit`. */
export class MemoryTransaction implements Transaction {
  private readonly snapshot: number;
  private readonly writes = new Map<string, Write>();
  private ended = false;

  constructor(
    private readonly history: History,
    private readonly step: (step: StoreStep) => Promise<void>,
  ) {
    this.snapshot = history.snapshot();
  }

  async get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined> {
    await this.next({ action: 'read', collection: name, id });
    const document = this.view(name, id);
    return document === undefined ? undefined : plainCopy(document as Collections[N]);
  }

  async insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    const copy = plainCopy(document);
    await this.next({ action: 'write', collection: name, id: copy._id });
    if (this.view(name, copy._id) !== undefined) throw new DuplicateDocument(name);
    this.write({ name, id: copy._id, document: copy });
  }

  async put<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    const copy = plainCopy(document);
    await this.next({ action: 'write', collection: name, id: copy._id });
    this.write({ name, id: copy._id, document: copy });
  }

  async remove(name: CollectionName, id: string): Promise<void> {
    await this.next({ action: 'write', collection: name, id });
    this.write({ name, id, document: undefined });
  }

  /** @throws WriteConflict, DuplicateDocument */
  commit(): void {
    this.history.commit([...this.writes.values()], this.snapshot);
  }

  end(): void {
    this.ended = true;
    this.history.release(this.snapshot);
  }

  private async next(step: StoreStep): Promise<void> {
    if (this.ended) throw new Error('a transaction was used after its end');
    await this.step(step);
  }

  private view(name: CollectionName, id: string): object | undefined {
    const own = this.writes.get(keyOf(name, id));
    return own === undefined ? this.history.read(name, id, this.snapshot) : own.document;
  }

  /** As in MongoDB a taken unique key fails the very write that wants it, not only the commit. */
  private write(write: Write): void {
    const writes = new Map(this.writes).set(keyOf(write.name, write.id), write);
    this.history.refuseDuplicates([...writes.values()]);
    this.writes.set(keyOf(write.name, write.id), write);
  }
}

function keyOf(name: CollectionName, id: string): string {
  return `${name}/${id}`;
}
