import type { AuditEntryView } from '../../../protocol/staff-people';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { actionName, FIELDS, WORDS } from './audit-words';

type Fact = string | number | boolean;

/** Names of campuses and regions by key, for facts that hold keys. */
export type KeyNames = ReadonlyMap<string, string>;

/** One fact before and after. An empty side: there was nothing, or there is nothing now. */
export interface ChangeLine {
  key: string;
  name: string;
  before: string;
  after: string;
}

/** One act, as the list shows it. */
export interface AuditRow {
  key: string;
  name: string;
  about: string;
  who: string;
  lines: ChangeLine[];
  /** So many more are shown on demand. */
  hidden: number;
}

const FEW = 4;
/** Who acted when no person did. */
const BY_RULE = '按约定自动';

/** @param opened keys of the rows that are shown in full. @param now ms since 1970 */
export function auditRows(
  entries: readonly AuditEntryView[],
  names: KeyNames,
  opened: ReadonlySet<string>,
  now: number,
): AuditRow[] {
  return entries.map((entry, index) => {
    const key = `${entry.at}/${index}`;
    const lines = linesOf(entry, names, now);
    const shown = opened.has(key) ? lines : lines.slice(0, FEW);
    return {
      key,
      name: actionName(entry.action),
      about: entry.about === '' && entry.action === 'invite' ? entry.subject : entry.about,
      who: joined(entry.byName === '' ? BY_RULE : entry.byName, momentText(entry.at, now)),
      lines: shown,
      hidden: lines.length - shown.length,
    };
  });
}

function linesOf(entry: AuditEntryView, names: KeyNames, now: number): ChangeLine[] {
  if (entry.action === 'rollCall') return rollCallLines(entry);
  return entry.changes.flatMap(({ field, before, after }) => {
    const name = fieldName(field, names);
    if (name === undefined) return [];
    const text = (fact: Fact | undefined) => factText(field, fact, names, now);
    return [{ key: field, name, before: text(before), after: text(after) }];
  });
}

/** A roll call is told in numbers, not student by student. */
function rollCallLines({ changes, furtherChanges }: AuditEntryView): ChangeLine[] {
  const counts = new Map<string, number>();
  for (const { field, after } of changes)
    if (field.endsWith('.state') && typeof after === 'string')
      counts.set(after, (counts.get(after) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => `${WORDS[state] ?? state} ${count}`);
  if (parts.length === 0) return [];
  const after = joined(...parts, furtherChanges > 0 ? '还有其他' : '');
  return [{ key: 'marks', name: '人数', before: '', after }];
}

/** `校区 天河校区 地址` of `campuses.tianhe.address`; undefined for what is for machines. */
function fieldName(field: string, names: KeyNames): string | undefined {
  if (field === '') return '标题';
  const parts = field.split('.');
  const [first = '', ...middle] = parts;
  const last = middle.pop();
  const name = FIELDS[first];
  if (name === undefined) return undefined;
  if (last === undefined) return name;
  const of = FIELDS[last];
  if (of === undefined) return undefined;
  const which = middle
    .join(' ')
    .split(' ')
    .map((word) => names.get(word) ?? (/^[0-9a-z_]+$/.test(word) ? '' : word))
    .filter((word) => word !== '');
  return [name, ...which, of].join(' ');
}

function factText(field: string, fact: Fact | undefined, names: KeyNames, now: number): string {
  if (fact === undefined) return '';
  if (typeof fact === 'boolean') return fact ? '是' : '否';
  if (typeof fact === 'number') return field.endsWith('Fen') ? yuan(fact) : String(fact);
  if (/^\d{4}-\d\d-\d\dT/.test(fact)) return momentText(fact, now);
  if (fact === '') return field === 'campusIds' ? '全部校区' : '';
  return fact
    .split('、')
    .map((word) => WORDS[word] ?? names.get(word) ?? word)
    .join('、');
}
