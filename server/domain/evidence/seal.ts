import { createHash } from 'node:crypto';
import { canonicalJson } from '../ledger/canonical';

/** One part of a bundle: what it tells in words, and the facts behind them. */
export interface EvidenceSection {
  title: string;
  lines: string[];
  facts: unknown;
}

/** The parts of every bundle, in the order of the story. */
export const SECTIONS = [
  'contract',
  'rules',
  'schedule',
  'rollCalls',
  'pushes',
  'objection',
  'calls',
  'callbacks',
  'refunds',
  'ledger',
] as const;

export type SectionName = (typeof SECTIONS)[number];

export type EvidenceSections = Record<SectionName, EvidenceSection>;

/** What a bundle is about; sealed with the sections. */
export interface EvidenceHead {
  orderId: string;
  institutionId: string;
  institutionName: string;
  unitNo: number;
  unitName: string;
  courseTitle: string;
  studentName: string;
  issuedAt: string;
}

export interface EvidenceBundle extends EvidenceHead {
  format: typeof FORMAT;
  sections: EvidenceSections;
  /** SHA-256 of each section's canonical form. */
  digests: Record<SectionName, string>;
  /** SHA-256 of the canonical form of everything but the sections and itself. */
  digest: string;
}

export const FORMAT = 'evidence/1';

/** Seals the sections: each by its own digest, and all digests with the head by one. */
export function seal(head: EvidenceHead, sections: EvidenceSections): EvidenceBundle {
  const digests = Object.fromEntries(SECTIONS.map((name) => [name, digestOf(sections[name])])) as Record<
    SectionName,
    string
  >;
  const digest = digestOf({ format: FORMAT, ...head, digests });
  return { format: FORMAT, ...head, sections, digests, digest };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
