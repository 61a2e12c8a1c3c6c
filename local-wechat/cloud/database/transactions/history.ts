/** What a document was before a commit: its text, or undefined when it was not there. */
export interface Version {
  commit: number;
  before: string | undefined;
}

/**
 * The commits that open transactions must not see, newest last, and the numbers of commits.
 *
 * A transaction reads the database as it was when it began. The file only has the newest documents, so every
 * commit leaves the former texts here for as long as a transaction is open that began before it.
 */
export class History {
  private commits = 0;
  private readonly readers = new Set<{ start: number }>();
  private readonly versions = new Map<string, Version[]>();
  private readonly queue: { commit: number; item: string }[] = [];

  /** Begins a snapshot: everything committed so far, nothing that follows. */
  open(): { start: number } {
    const reader = { start: this.commits };
    this.readers.add(reader);
    return reader;
  }

  /** Ends a snapshot and forgets versions that no other one needs. */
  release(reader: { start: number }): void {
    this.readers.delete(reader);
    const oldest = Math.min(...[...this.readers].map(({ start }) => start));
    const needed = this.queue.findIndex(({ commit }) => commit > oldest);
    for (const { item } of this.queue.splice(0, needed === -1 ? this.queue.length : needed)) {
      const kept = this.versions.get(item)?.filter(({ commit }) => commit > oldest) ?? [];
      if (kept.length > 0) this.versions.set(item, kept);
      else this.versions.delete(item);
    }
  }

  /** Numbers a commit and keeps what it replaced. */
  record(replaced: Iterable<[item: string, before: string | undefined]>): void {
    const commit = ++this.commits;
    if (this.readers.size === 0) return;
    for (const [item, before] of replaced) {
      const versions = this.versions.get(item) ?? [];
      versions.push({ commit, before });
      this.versions.set(item, versions);
      this.queue.push({ commit, item });
    }
  }

  /** What a snapshot sees where it differs from the file: the version before the first commit it must not see. */
  asOf(item: string, start: number): Version | undefined {
    return this.versions.get(item)?.find(({ commit }) => commit > start);
  }
}
