import type { RequestOf, ResponseOf } from '../../../protocol';
import type { AuditEntry } from '../../ports/store';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';
import { changesBetween, type FieldChange } from './audit-changes';
import { subjectNames } from './audit-subjects';
import { staffNames } from './staff-names';

type Audit = ResponseOf<'staff', 'audit'>;

const MOST_CHANGES = 100;
const MOST_CHARACTERS = 500;
const MOST_PATH = 200;

/** Facts that are openids of staff: shown as their names. */
const STAFF_FIELDS = ['teacher', 'invitedBy'];

/** What staff did, newest first, in names and differences. */
export async function readAudit(ports: Ports, asked: RequestOf<'staff', 'audit'>): Promise<Audit> {
  const { institutionId } = ports.settings;
  const page = await readPage(
    asked,
    (entry: AuditEntry) => entry.at,
    (place, limit) =>
      ports.store.find(
        'audit',
        { institutionId, ...(place === undefined ? {} : { at: { $lte: place.at } }) },
        { sort: { at: -1, _id: -1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const changes = page.items.map(({ before, after }) => changesBetween(before, after));
  const [names, aboutOf] = await Promise.all([
    staffNames(ports, [...page.items.map((entry) => entry.by), ...changes.flatMap(staffIn)]),
    subjectNames(ports, page.items),
  ]);
  return {
    entries: page.items.map((entry, index) => {
      const all = changes[index] ?? [];
      return {
        at: entry.at,
        byName: names.get(entry.by) ?? '',
        action: entry.action,
        subject: entry.subject,
        about: aboutOf(entry).slice(0, 120),
        changes: all.slice(0, MOST_CHANGES).map((change) => shown(change, names)),
        furtherChanges: Math.max(0, all.length - MOST_CHANGES),
      };
    }),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

function staffIn(changes: readonly FieldChange[]): string[] {
  return changes
    .filter(({ field }) => STAFF_FIELDS.includes(field))
    .flatMap(({ before, after }) => [before, after])
    .filter((value) => typeof value === 'string');
}

function shown({ field, before, after }: FieldChange, names: ReadonlyMap<string, string>): FieldChange {
  const word = (value: string | number | boolean) => {
    if (typeof value !== 'string') return value;
    return (STAFF_FIELDS.includes(field) ? (names.get(value) ?? '') : value).slice(0, MOST_CHARACTERS);
  };
  return {
    field: field.slice(0, MOST_PATH),
    ...(before === undefined ? {} : { before: word(before) }),
    ...(after === undefined ? {} : { after: word(after) }),
  };
}
