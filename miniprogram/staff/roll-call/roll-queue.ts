import type { RequestOf, ResponseOf } from '../../../protocol';

export type Mark = RequestOf<'staff', 'rollCall'>['marks'][number]['mark'];
type SentMark = RequestOf<'staff', 'rollCall'>['marks'][number];
type Result = ResponseOf<'staff', 'rollCall'>['results'][number];

/** One mark that was given on this phone and has not been answered yet. */
export interface QueuedAct {
  /** The phone's name for the act: the server does it once, however often it is sent. */
  actId: string;
  classId: string;
  seatId: string;
  studentName: string;
  mark: Mark;
  /** When it was given. */
  markedAt: string;
  note: string;
  /** Photographs: files of this phone, and file ids of those that have arrived. */
  pictures: string[];
}

/** A mark that the server did not take, with its words; kept until somebody has read it. */
export interface RefusedAct extends Pick<QueuedAct, 'actId' | 'classId' | 'studentName' | 'mark'> {
  text: string;
}

export interface QueueState {
  acts: QueuedAct[];
  refused: RefusedAct[];
}

/** A call came to nothing: later it may succeed, or never. */
export interface SendingFailure {
  later: boolean;
  text: string;
}

/** What the queue stands in; the phone's own in `roll-outbox.ts`. */
export interface QueueWorld {
  load(): QueueState | undefined;
  save(state: QueueState): void;
  /** @throws anything, which `failureOf` can tell apart */
  send(classId: string, marks: SentMark[]): Promise<Result[]>;
  /** Sends a photograph. @returns its file id; undefined when the phone has it no more */
  upload(path: string): Promise<string | undefined>;
  failureOf(error: unknown): SendingFailure;
}

/** Marks in one call: each is a transaction of its own, and a call has 15 seconds. */
const BATCH = 10;

/** Faults of a single seat that pass by themselves. */
const PASSING = new Set(['BUSY', 'INTERNAL']);

const NOTHING: QueueState = { acts: [], refused: [] };

/**
 * Marks of roll calls on their way. An act is stored before it is sent and removed when it was answered, so that neither
 * a cut network nor a closed Mini Program loses it; its `actId` keeps a repeated one from being done twice.
 */
export class RollQueue {
  private running: Promise<void> | undefined;
  /** Acts of the call that is under way. */
  private flying = new Set<string>();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly world: QueueWorld) {}

  get state(): QueueState {
    return this.world.load() ?? NOTHING;
  }

  /** @returns ends the watching */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** A seat that waits with another act gets the new one in its place, unless that one is under way. */
  add(acts: readonly QueuedAct[]): void {
    const seats = new Set(acts.map(({ seatId }) => seatId));
    const { acts: before, refused } = this.state;
    const kept = before.filter(({ actId, seatId }) => !seats.has(seatId) || this.flying.has(actId));
    this.save({ acts: [...kept, ...acts], refused });
  }

  /** Takes an act back that has not been sent. @returns false when it is under way */
  remove(actId: string): boolean {
    if (this.flying.has(actId)) return false;
    const { acts, refused } = this.state;
    this.save({ acts: acts.filter((act) => act.actId !== actId), refused });
    return true;
  }

  /** What a class's refusals said has been read. */
  dismiss(classId: string): void {
    const { acts, refused } = this.state;
    this.save({ acts, refused: refused.filter((act) => act.classId !== classId) });
  }

  /** Sends what waits, class by class; stops at the first call that has to wait. One at a time. */
  flush(): Promise<void> {
    this.running ??= this.sendAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const [first] = this.state.acts;
      if (first === undefined) return;
      const batch = this.state.acts.filter(({ classId }) => classId === first.classId).slice(0, BATCH);
      if (!(await this.sendBatch(first.classId, batch))) return;
    }
  }

  /** @returns whether it was answered, be it with refusals */
  private async sendBatch(classId: string, batch: readonly QueuedAct[]): Promise<boolean> {
    this.flying = new Set(batch.map(({ actId }) => actId));
    try {
      const marks: SentMark[] = [];
      for (const act of batch) marks.push(sentMark(act, await this.sendPictures(act)));
      return this.answered(batch, await this.world.send(classId, marks));
    } catch (error) {
      const { later, text } = this.world.failureOf(error);
      if (later) return false;
      this.settle(batch.map((act) => ({ act, text })));
      return true;
    } finally {
      this.flying = new Set();
      this.tell();
    }
  }

  /** Photographs that have arrived are kept as such, so that they are not sent again after a failure. */
  private async sendPictures(act: QueuedAct): Promise<string[]> {
    let pictures = act.pictures;
    for (const path of act.pictures.filter((picture) => !isFileId(picture))) {
      const fileId = await this.world.upload(path);
      pictures = pictures.flatMap((picture) => (picture !== path ? [picture] : (fileId ?? [])));
      const { acts, refused } = this.state;
      this.save({ acts: acts.map((a) => (a.actId === act.actId ? { ...a, pictures } : a)), refused });
    }
    return pictures;
  }

  /** @returns false when a seat has to be tried again later */
  private answered(batch: readonly QueuedAct[], results: readonly Result[]): boolean {
    const bySeat = new Map(results.map((result) => [result.seatId, result]));
    const passing = batch.filter(({ seatId }) => PASSING.has(bySeat.get(seatId)?.error?.code ?? ''));
    const done = batch.filter((act) => !passing.includes(act));
    this.settle(done.map((act) => ({ act, text: bySeat.get(act.seatId)?.error?.message })));
    return passing.length === 0;
  }

  /** Takes acts off the queue; those with words are kept as refused. */
  private settle(answers: readonly { act: QueuedAct; text: string | undefined }[]): void {
    const done = new Set(answers.map(({ act }) => act.actId));
    const { acts, refused } = this.state;
    const more = answers.flatMap(({ act, text }) => (text === undefined ? [] : [refusedAct(act, text)]));
    this.save({ acts: acts.filter(({ actId }) => !done.has(actId)), refused: [...refused, ...more] });
  }

  private save(state: QueueState): void {
    this.world.save(state);
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

function sentMark({ seatId, mark, note, actId, markedAt }: QueuedAct, pictures: string[]): SentMark {
  return {
    ...{ seatId, mark, actId, markedAt },
    ...(note === '' ? {} : { note }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
}

function refusedAct({ actId, classId, studentName, mark }: QueuedAct, text: string): RefusedAct {
  return { actId, classId, studentName, mark, text };
}

function isFileId(picture: string): boolean {
  return picture.startsWith('cloud://');
}
