import type { UnitEvidenceView } from '../../../protocol/unit-evidence';
import { momentText } from '../../format/dates';
import { clockSpanText, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { reasonText } from '../../format/objection-words';
import { MARK_WORDS } from '../money-words';

/** One thing that was said or marked, with what was shown for it. */
export interface EvidenceEntry {
  key: string;
  title: string;
  when: string;
  body: string;
  pictures: string[];
  /** Taken back: it stays as evidence and no longer counts. */
  undone: boolean;
}

/** What one side says. */
export interface EvidenceSide {
  key: string;
  title: string;
  note: string;
  entries: EvidenceEntry[];
}

/** Both sides of a charge: the learner's words, each class with its roll call, what the institution added. */
export function evidenceSides(evidence: UnitEvidenceView, now: number): EvidenceSide[] {
  const { unit, classes } = evidence;
  const { objection } = unit;
  const learner: EvidenceSide = { key: 'payer', title: '学员说', note: '', entries: [] };
  if (objection !== undefined) {
    const { reason, raisedAt, text, pictures } = objection;
    learner.entries.push(
      entry('raised', `异议：${reasonText(reason)}`, momentText(raisedAt, now), text, pictures),
      ...added(evidence, 'payer', now),
    );
  }
  const ours = added(evidence, 'staff', now);
  return [
    ...(objection === undefined ? [] : [learner]),
    ...(classes.length > 1 ? [classesSide(classes, now)] : classes.map((cls) => classSide(cls, now))),
    ...(ours.length === 0 ? [] : [{ key: 'staff', title: '机构补充', note: '', entries: ours }]),
  ];
}

type TaughtClass = UnitEvidenceView['classes'][number];

/** The classes of a stage stand together, each by its day. */
function classesSide(classes: readonly TaughtClass[], now: number): EvidenceSide {
  return {
    ...{ key: 'classes', title: '课次与点名', note: `${classes.length} 次课` },
    entries: classes.flatMap((cls) => {
      const { entries, note } = classSide(cls, now);
      const day = monthDayText(cls.startsAt);
      if (entries.length === 0) return [entry(cls.classId, `${day} ${cls.title}`, note, '', [])];
      return entries.map((marked) => ({ ...marked, title: `${day} ${marked.title}` }));
    }),
  };
}

function classSide(cls: TaughtClass, now: number): EvidenceSide {
  const { classId, title, startsAt, endsAt, place, teacherName, marks } = cls;
  const when = `${monthDayText(startsAt)} ${clockSpanText(startsAt, endsAt)}`;
  if (marks.length === 0)
    return { key: classId, title, note: `${momentText(startsAt, now)} 学员学完`, entries: [] };
  return {
    key: classId,
    title,
    note: joined(when, place, teacherName),
    entries: marks.map(({ mark, at, byName, note, pictures, undoneAt }, index) => {
      const word = undoneAt === undefined ? MARK_WORDS[mark] : `${MARK_WORDS[mark]}（已撤回）`;
      const who = `${momentText(at, now)} ${byName}`.trim();
      return {
        ...entry(`${classId}-${index}`, `点名：${word}`, who, note, pictures),
        undone: undoneAt !== undefined,
      };
    }),
  };
}

function added({ unit }: UnitEvidenceView, side: 'payer' | 'staff', now: number): EvidenceEntry[] {
  return (unit.objection?.evidence ?? []).flatMap(({ by, at, text, files }, index) =>
    by === side ? [entry(`${side}-${index}`, '补充', momentText(at, now), text, files)] : [],
  );
}

function entry(key: string, title: string, when: string, body: string, pictures: string[]): EvidenceEntry {
  return { key, title, when, body, pictures, undone: false };
}
