/** What WeChat Pay does by itself when a moment comes. */
export type DueKind =
  | 'deduct'
  | 'deliver'
  | 'probe'
  | 'confirm-order'
  | 'expire-order'
  | 'expire-sign-plan'
  | 'mark-overdue'
  | 'settle-refund'
  | 'close-prepayment';

export interface DueItem {
  id: number;
  at: number;
  kind: DueKind;
  /** Number of the order, sign plan, refund or delivery which it is about. */
  subject: string;
}

/** WeChat Pay's diary. */
export interface Agenda {
  add(at: number, kind: DueKind, subject: string): void;
  /** Strikes one kind of work about a subject. */
  strike(kind: DueKind, subject: string): void;
  remove(id: number): void;
  /** The earliest item, in the order of writing when moments are equal. */
  first(): DueItem | undefined;
  about(kind: DueKind, subject: string): DueItem[];
}
