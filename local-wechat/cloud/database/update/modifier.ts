import type { Document, Value } from '../values/value';
import type { Place } from './place';

/** What a modifier knows of the document it works on. */
export interface Subject {
  document: Document;
  /** `{_id: "…"}` as MongoDB's error texts show it. */
  idText: string;
  /** The path in full, with positions in place of `$`. */
  path: string;
  /** Time of the local WeChat, ms since the epoch. */
  now: number;
}

/** One operator's work on one path, made ready for many documents. */
export interface Modifier {
  path: string;
  /** Fields on the way are made when missing; without this a missing path is left alone. */
  makes: boolean;
  edit(place: Place, subject: Subject): void;
}

/** Reads one operator's argument for one path. Throws MongoDB's error when the argument is wrong. */
export type ModifierFamily = Record<string, (path: string, argument: Value) => Modifier>;
