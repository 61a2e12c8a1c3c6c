import type { MoneyAct } from '../domain/act/act';
import type { CourseClass, Seat, WaitingSeat } from '../domain/class/class';
import type { Course, CourseVersion } from '../domain/course/course';
import type {
  CourseViews,
  DailyFigures,
  FiguresState,
  OrderDay,
  ViewDay,
  ViewMark,
} from '../domain/figures/rows';
import type { Invoice } from '../domain/invoice/invoice';
import type { LedgerEntry } from '../domain/ledger/entry';
import type { Order } from '../domain/order/order';
import type { Payment } from '../domain/payment/payment';
import type { Refund } from '../domain/payment/refund';
import type { DataRequest } from '../domain/people/data-request';
import type { Institution, StaffInvitation, StaffMember, Student } from '../domain/people/people';
import type { Push, PushQuota } from '../domain/push/push';
import type { ReconciledDay } from '../domain/reconciliation/day';
import type { Task } from '../domain/task/task';
import type { Time } from '../domain/time';
import type { ExpectedStudent, Transfer } from '../domain/transfer/transfer';
import type { AgendaRow } from './agenda';
import type { Intent, StoredNotification } from './pay-score';

/** Frees the name when the order ends; at most one open order per student and course. */
export interface EnrolmentLock {
  /** `enrolment:{studentId}:{courseId}` */
  _id: string;
  orderId: string;
}

/** A mutating action that was answered: same body, same answer; another body, REQUEST_REUSED. */
export interface StoredRequest {
  /** `{sha256 of the openid}:{requestId}` */
  _id: string;
  action: string;
  bodyHash: string;
  /** JSON of the answer. */
  answer?: string;
  at: Time;
}

export interface AuditEntry {
  _id: string;
  institutionId: string;
  at: Time;
  by: string;
  action: string;
  subject: string;
  before?: string;
  after?: string;
}

/** Progress of one on-demand lesson. `_id` = `{orderId}-{lessonNo}`. */
export interface LessonProgress {
  _id: string;
  orderId: string;
  lessonNo: number;
  startedAt: Time;
  seconds: number;
  finishedAt?: Time;
  updatedAt: Time;
}

/** Every collection with its document; names, indexes and permissions stand in `collections.json`. */
export interface Collections {
  institutions: Institution;
  students: Student;
  staff: StaffMember;
  staff_invitations: StaffInvitation;
  courses: Course;
  course_versions: CourseVersion;
  orders: Order;
  locks: EnrolmentLock;
  classes: CourseClass;
  seats: Seat;
  waiting: WaitingSeat;
  lesson_progress: LessonProgress;
  ledger: LedgerEntry;
  payments: Payment;
  refunds: Refund;
  reconciliations: ReconciledDay;
  order_days: OrderDay;
  daily_figures: DailyFigures;
  course_views: CourseViews;
  view_marks: ViewMark;
  view_days: ViewDay;
  figures_state: FiguresState;
  acts: MoneyAct;
  invoices: Invoice;
  intents: Intent;
  notifications: StoredNotification;
  agenda: AgendaRow;
  pushes: Push;
  push_quota: PushQuota;
  tasks: Task;
  requests: StoredRequest;
  audit: AuditEntry;
  data_requests: DataRequest;
  transfers: Transfer;
  expected_students: ExpectedStudent;
}

export type CollectionName = keyof Collections;

export type Scalar = string | number | boolean;

/** A condition on one (dotted) field. A bare value means equality. */
export type Condition =
  | Scalar
  | {
      $lt?: Scalar;
      $lte?: Scalar;
      $gt?: Scalar;
      $gte?: Scalar;
      $ne?: Scalar;
      $in?: readonly Scalar[];
      $exists?: boolean;
    };

/** All conditions must hold. Empty queries are refused by every implementation. */
export type Query = { readonly [path: string]: Condition };

export interface FindOptions {
  sort?: { readonly [path: string]: 1 | -1 };
  /** At most 1000; 100 by default. */
  limit?: number;
  skip?: number;
}

/** Reading one document by its id. */
export interface DocumentReader {
  get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined>;
}

/**
 * Work on single documents under snapshot isolation. Writes become visible together at the end, or not at all.
 * Only ids: CloudBase transactions know no queries.
 */
export interface Transaction extends DocumentReader {
  /** @throws DuplicateDocument at once or at commit. */
  insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void>;
  /** Replaces the whole document, or creates it. */
  put<N extends CollectionName>(name: N, document: Collections[N]): Promise<void>;
  remove(name: CollectionName, id: string): Promise<void>;
}

/** Where everything is kept. */
export interface Store extends DocumentReader {
  find<N extends CollectionName>(name: N, query: Query, options?: FindOptions): Promise<Collections[N][]>;
  count(name: CollectionName, query: Query): Promise<number>;
  /** @throws DuplicateDocument when the id or a unique index is taken. */
  insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void>;
  /**
   * Compare and set: writes `changes` (top-level fields, whole values) if the document exists and meets `expected`.
   * @returns whether it was written.
   */
  updateIf<N extends CollectionName>(
    name: N,
    id: string,
    expected: Query,
    changes: Partial<Collections[N]>,
  ): Promise<boolean>;
  /**
   * Removes every document that meets the query, each as it stands at that moment, in one request: for what nothing
   * rests on any more. Bound it by the query; whoever wants hundreds names their ids.
   * @returns how many were removed
   */
  removeWhere(name: CollectionName, query: Query): Promise<number>;
  /**
   * Runs `work`, again from the start on a conflict, with jittered back-off. `work` must have no effect but on its
   * transaction: no HTTP inside.
   * @throws StoreBusy when conflicts don't end.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export class DuplicateDocument extends Error {
  constructor(readonly collection: string) {
    super(`${collection}: a document with this id or unique key exists`);
    this.name = 'DuplicateDocument';
  }
}

export class StoreBusy extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreBusy';
  }
}
