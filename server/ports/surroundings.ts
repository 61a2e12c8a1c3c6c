import type { Time } from '../domain/time';

/** The time, read once per step: two reads in one decision could disagree. */
export interface Clock {
  now(): Time;
}

/** New identifiers from a CSPRNG: 16 characters of `[0-9a-z]`, WeChat's numbers are made by appending to them. */
export interface Ids {
  next(): string;
  /** A code a person types: 10 characters without look-alikes. */
  code(): string;
}

/** Operator's log: structured, without secrets and full openids. */
export interface Log {
  info(event: string, facts?: Record<string, string | number | boolean | undefined>): void;
  warn(event: string, facts?: Record<string, string | number | boolean | undefined>): void;
  error(event: string, facts?: Record<string, string | number | boolean | undefined>): void;
}

/** WeChat subscribe messages (订阅消息). */
export interface Messages {
  /**
   * @param templateKey our key; the deployment's settings name the template id
   * @returns `no_quota`: refused by the learner or nothing left (43101); `failed`: wrong for good; `busy`: try later.
   */
  send(message: {
    openid: string;
    templateKey: string;
    page: string;
    fields: Record<string, string>;
  }): Promise<'sent' | 'no_quota' | 'failed' | 'busy'>;
}

/** Cloud storage: files live under ids; people get links that expire. */
export interface Files {
  /** Links valid for `seconds`, in the order of the ids; undefined where a file is missing. */
  links(fileIds: string[], seconds: number): Promise<(string | undefined)[]>;
  /** Deletes files for good; one that is gone already is fine. */
  remove(fileIds: string[]): Promise<void>;
  /** The whole content; no more than `mostBytes` of it ever come into memory. */
  read(fileId: string, mostBytes: number): Promise<Uint8Array | 'missing' | 'too_big'>;
  /** Stores a file under a path. @returns its file id */
  write(cloudPath: string, content: Uint8Array): Promise<string>;
}
