import type { Fen } from '../money';
import type { Time } from '../time';

/** Where a course stands in the catalogue and whose rules bind it. */
export interface CourseHead {
  campusIds: string[];
  /** Province code of the region policy, e.g. `guangdong`. */
  region: string;
  category: string;
}

/** What is sold (课程). `scheduled`: classes by timetable; `on-demand`: digital content. */
export interface Course extends CourseHead {
  _id: string;
  institutionId: string;
  state: 'draft' | 'published' | 'stopped';
  /** The version that new learners get; absent in a draft. */
  publishedVersionId?: string;
  /** The draft under edit; kept after publishing as the start of the next version. */
  draft: CourseContent;
  /** Where the draft puts a course that was ever on sale; until it is published learners find it where it was. */
  draftHead?: CourseHead;
  /** Copied from the published version for the catalogue's reading and search. */
  listing?: CourseListing;
  /** The draft was saved since the version on sale was frozen. */
  changed?: boolean;
  /** Openid of who saved last. */
  savedBy?: string;
  createdAt: Time;
  updatedAt: Time;
  revision: number;
}

export interface CourseListing {
  title: string;
  teacherName: string;
  unitLabel: string;
  unitKind: UnitTerms['kind'];
  unitCount: number;
  unitPriceFen: Fen;
  totalFen: Fen;
  classCount: number;
  mode: CourseMode;
  audience: Audience;
  publishedAt: Time;
  cover?: string;
}

/** A frozen version: what a learner signed stays what she signed. `_id` = `{courseId}-v{version}`. */
export interface CourseVersion extends CourseContent {
  _id: string;
  courseId: string;
  institutionId: string;
  campusIds: string[];
  region: string;
  category: string;
  version: number;
  contract: ContractText;
  /** One WeChat plan per rung, same prices, other charge units. */
  plans: VersionPlan[];
  /** Id of the region rule that allowed publishing. */
  regionRule: string;
  publishedAt: Time;
}

export interface ContractText {
  version: number;
  text: string;
  /** SHA-256 of the text, hex. */
  hash: string;
}

export type CourseMode = 'scheduled' | 'on-demand';
export type Audience = 'adult' | 'teenager' | 'child' | 'preschool';
/** `academic` (学科类) is refused for K-12 audiences by the region policy. */
export type Subject =
  | 'art'
  | 'sport'
  | 'language'
  | 'coding'
  | 'vocational'
  | 'driving'
  | 'reading'
  | 'academic'
  | 'other';

export interface CourseContent {
  title: string;
  summary: string;
  teacherName: string;
  mode: CourseMode;
  audience: Audience;
  subject: Subject;
  /** Length of one class, minutes; the end-of-class hour is checked with it. */
  classMinutes: number;
  /** What is taught, class by class; its length is the number of classes. */
  lessons: Lesson[];
  totalFen: Fen;
  originalFen: Fen;
  rungs: RungTerms[];
  /** Whether a learner who doesn't sign may pay each class directly after it was taught. */
  ordinaryPayment: boolean;
  /** Longest validity of the plan, days from signing. */
  planDays: number;
  /** Objection window, hours. */
  windowHours: number;
  contractText: string;
  /** Cover picture, file id; absent: one serif character. */
  cover?: string;
  /** Further pictures of the course page, file ids. */
  pictures?: string[];
}

export interface Lesson {
  title: string;
  /** Minutes of content of an on-demand lesson. */
  minutes?: number;
  /** File ids of an on-demand lesson's content. */
  content?: string[];
}

/**
 * The charge unit of a rung: every class, stages of the given numbers of classes, or the whole course.
 */
export type UnitTerms = { kind: 'class' } | { kind: 'stage'; sizes: number[] } | { kind: 'course' };

/** One step of the ladder: a WeChat service with its own threshold, and the charge unit it allows. */
export interface RungTerms {
  key: string;
  /** Key of the service in the deployment's settings (`per-class`, `per-stage`, `whole-course`); never a score. */
  serviceKey: string;
  unit: UnitTerms;
}

/** One plan detail: a charge unit's frozen price. */
export interface PlanDetail {
  no: number;
  name: string;
  priceFen: Fen;
  originalFen: Fen;
  classPricesFen: Fen[];
}

export interface VersionPlan {
  rungKey: string;
  serviceKey: string;
  merchantPlanNo: string;
  /** WeChat's id, once created. */
  planId?: string;
  state: 'preparing' | 'normal' | 'stopping' | 'stopped';
  details: PlanDetail[];
}
