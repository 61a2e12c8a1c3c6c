import { DAY, type Millis, type Time } from '../time';
import type { TransferKind } from './columns';
import type { RowIssue } from './table';

/** A file stays in cloud storage no longer than the work with it takes. */
export const FILE_LIFE: Millis = DAY;

/** A file that was brought in or taken out: what was promised of it, and how far it is. */
export interface Transfer {
  _id: string;
  institutionId: string;
  direction: 'import' | 'export';
  kind: TransferKind;
  /** Openid of the member of staff. */
  by: string;
  at: Time;
  fileId: string;
  /** Of the file's content, so that nothing else is imported than what was looked at. */
  sha256: string;
  /** Rows that will be taken, in the order in which they will be. */
  promised: number[];
  /** How many of them are done. */
  done: number;
  imported: number;
  known: number;
  /** Rows that could not be taken after all: something had changed since they were looked at. */
  leftOut: RowIssue[];
  state: 'checked' | 'running' | 'done';
  /** The file is gone from cloud storage. */
  fileRemoved?: true;
}

/**
 * Somebody whom the institution expects: of its own list, not a payer's student. Only what is needed to see whether she
 * has been enrolled. `_id` is made of course, name, birth year and number, so that a file is taken once.
 */
export interface ExpectedStudent {
  _id: string;
  institutionId: string;
  campusId: string;
  courseId: string;
  name: string;
  birthYear: number;
  studentNo: string;
  transferId: string;
  at: Time;
}
