import type { ResponseOf } from '../../../protocol';
import type { RowIssueView, TransferKind } from '../../../protocol/transfer';
import { joined } from '../../format/joined';

type Checked = ResponseOf<'transfer', 'checkImport'>;
type Progress = ResponseOf<'transfer', 'importRows'>;

export interface KindChoice {
  key: TransferKind;
  name: string;
  /** What a file of this kind does when it is brought in. */
  note: string;
  /** What comes out. */
  exportNote: string;
  /** A period is asked for. */
  dated: boolean;
}

export const KINDS: readonly KindChoice[] = [
  {
    ...{ key: 'students', name: '学员名单', dated: false },
    note: '带来已有学员的名单，看看谁已经报名。不会替任何人报名，也不会收费。',
    exportNote: '正在上课的学员，以及名单里还没有报名的人。',
  },
  {
    ...{ key: 'timetable', name: '课表', dated: true },
    note: '每行一次课。老师、教室、下课时间和学员的间隔都会检查，导入后学员会收到上课通知。',
    exportNote: '每行一次课，可以再导入。',
  },
  {
    ...{ key: 'roll_calls', name: '点名', dated: true },
    note: '每行一位学员的一次点名。到课和迟到会开始异议时间，之后扣费。',
    exportNote: '已经开始的课，每行一位学员。',
  },
];

export interface IssueRow {
  key: number;
  place: string;
  column: string;
  text: string;
}

export interface CheckedView {
  title: string;
  line: string;
  unread: string;
  issues: IssueRow[];
  /** How many more there are than are listed. */
  more: string;
}

/** What the dry run found, in figures and row by row. */
export function checkedView(checked: Checked): CheckedView {
  const { ready, known, bad, issues, unknownColumns } = checked;
  const listed = new Set(issues.map(({ row }) => row)).size;
  return {
    title: ready > 0 ? `${ready} 行可以导入` : '没有可以导入的行',
    line: joined(known > 0 ? `${known} 行已有` : '', bad > 0 ? `${bad} 行有问题，不会导入` : '没有问题'),
    unread: unknownColumns.length === 0 ? '' : `不读取的列：${unknownColumns.join('、')}`,
    issues: issueRows(issues),
    more: bad > listed ? `还有 ${bad - listed} 行有问题，改好这些再检查` : '',
  };
}

export function issueRows(issues: readonly RowIssueView[]): IssueRow[] {
  return issues.map(({ row, column, text }, key) => ({ key, place: `第 ${row} 行`, column, text }));
}

/** What came of an import. */
export function doneView({ imported, known, leftOut }: Progress): CheckedView {
  return {
    title: `导入了 ${imported} 行`,
    line: joined(
      known > 0 ? `${known} 行已有` : '',
      leftOut.length > 0 ? `${leftOut.length} 行没有导入` : '',
    ),
    unread: '',
    issues: issueRows(leftOut),
    more: '',
  };
}

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** A calendar day in China, `2026-11-22`. */
function dayOf(ms: number): string {
  return new Date(ms + CHINA_MS).toISOString().slice(0, 10);
}

/** The period that is mostly wanted: four weeks ahead of a timetable, four weeks back of roll calls. */
export function usualPeriod(kind: TransferKind, now: number): { from: string; to: string } {
  const month = 27 * DAY_MS;
  return kind === 'timetable'
    ? { from: dayOf(now), to: dayOf(now + month) }
    : { from: dayOf(now - month), to: dayOf(now) };
}
