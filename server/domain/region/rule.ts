import type { Audience, CourseMode, Subject } from '../course/course';
import type { Fen } from '../money';

/** Regions in which WeChat Pay opened 先学后付 first; a course's `region` outside this list has no rule. */
export const REGIONS = ['guangdong', 'sichuan', 'hubei', 'shaanxi', 'zhejiang', 'beijing'] as const;
export type Region = (typeof REGIONS)[number];

/** School-age and preschool audiences: the rules on off-campus training bind them, never adults. */
export const MINORS: readonly Audience[] = ['teenager', 'child', 'preschool'];

/** What a rule does. */
export type RuleEffect =
  /** 先学后付 may be offered in this region. */
  | { kind: 'open' }
  /** These subjects are not offered to these audiences, whatever the mode of payment. */
  | { kind: 'refused'; audiences: readonly Audience[]; subjects: readonly Subject[] }
  /** No online teaching, digital content included, for these audiences. */
  | { kind: 'no_online'; audiences: readonly Audience[] }
  /** Latest end of a class, `HH:mm` in China. */
  | { kind: 'end_of_class'; audiences: readonly Audience[]; offline: string; online: string }
  /** An institution is pay-after as a whole or not at all, and keeps its mode for at least one training period. */
  | { kind: 'single_mode' }
  /** The most that may be taken in advance at once. */
  | { kind: 'prepay_cap'; audiences: readonly Audience[]; months: number; classHours: number; maxFen?: Fen }
  /** The authority asks for pay-after; allows nothing and refuses nothing. */
  | { kind: 'encouraged' }
  /** Something the institution has to clear itself; staff see it when publishing. */
  | { kind: 'advice'; audiences: readonly Audience[] }
  /** Nothing was found for the region: the national rules apply, and staff see that this was not settled. */
  | { kind: 'nothing_found' };

/**
 * One rule, dated and cited. A rule is never edited once an order may name it: a change ends it (`until`) and gets
 * a new id.
 */
export interface Rule {
  id: string;
  region: Region | 'national';
  /** First day it applies, `YYYY-MM-DD`, China. */
  from: string;
  /** First day it applies no more. */
  until?: string;
  effect: RuleEffect;
  /** Public address of a text that says so; absent where nothing was found. */
  source?: string;
  /** What it says, for staff. */
  text: string;
  /** What developers should know of the evidence. */
  note: string;
  /** Whether a text that says so was read at the source. Unverified rules inform and never decide. */
  verified: boolean;
}

/** What a decision is about. */
export interface Question {
  region: string;
  audience: Audience;
  subject: Subject;
  mode: CourseMode;
}
