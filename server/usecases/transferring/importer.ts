import type { StaffMember } from '../../domain/people/people';
import type { Time } from '../../domain/time';
import type { RowIssue, RowReader } from '../../domain/transfer/table';
import type { Ports } from '../ports';

/** A row of a file, as far as its cells could be read. */
export interface ParsedRow<R> {
  row: number;
  value: R;
  reader: RowReader;
}

/** What will become of a row. `known`: it is there already. */
export interface Finding {
  row: number;
  outcome: 'ready' | 'known' | 'bad';
  issues: RowIssue[];
}

/** How one kind of file is brought in. */
export interface Importer<R> {
  parse(row: RowReader, now: Time): R;
  /**
   * Looks at all rows together, without changing anything, and notes what is wrong in each row's reader.
   * @returns rows that are known already, and the others in the order in which they are to be taken
   */
  check(ports: Ports, staff: StaffMember, rows: readonly ParsedRow<R>[]): Promise<Checked>;
  /** Takes one row; repeatable. @throws AppError when it can't be taken any more */
  carryOut(ports: Ports, staff: StaffMember, value: R, act: RowAct): Promise<'imported' | 'known'>;
}

export interface Checked {
  known: ReadonlySet<number>;
  order: number[];
}

/** Names the taking of a row, so that it happens once. */
export interface RowAct {
  transferId: string;
  row: number;
}

export const isGood = <R>({ reader }: ParsedRow<R>): boolean => reader.issues.length === 0;
