import type { ResponseOf } from '../../../protocol';
import { dateText } from '../../format/dates';
import { joined } from '../../format/joined';
import { rolesText } from '../../format/role-names';
import type { Campuses } from '../member-form/member-form-view';

export type Person = ResponseOf<'staff', 'listPeople'>['people'][number];

/** A member of staff as the list shows her. */
export interface PersonRow {
  staffId: string;
  name: string;
  initial: string;
  line: string;
  self: boolean;
  label: string;
}

/** Those who work here, and those who have left. @param self the person's own id */
export function peopleLists(
  people: readonly Person[],
  campuses: Campuses,
  self: string | undefined,
): { active: PersonRow[]; left: PersonRow[] } {
  const rows = (state: Person['state']) =>
    people.filter((person) => person.state === state).map((person) => rowOf(person, campuses, self));
  return { active: rows('active'), left: rows('left') };
}

function rowOf(person: Person, campuses: Campuses, self: string | undefined): PersonRow {
  const line =
    person.state === 'left' ? '已离开' : joined(rolesText(person.roles), campusText(person, campuses));
  return {
    ...{ staffId: person.staffId, name: person.name, line },
    initial: [...person.name][0] ?? '',
    self: person.staffId === self,
    label: `${person.name}，${line}`,
  };
}

/** Where she works; nothing when there is one campus only. */
function campusText({ campusIds }: Person, campuses: Campuses): string {
  if (campuses.length < 2) return '';
  if (campusIds.length === 0) return '全部校区';
  const names = campusIds.map((id) => campuses.find((campus) => campus.id === id)?.name ?? id);
  return names.length > 2 ? `${names[0]}等 ${names.length} 个校区` : names.join('、');
}

/** An invitation that was just made. Its code is shown this once. */
export interface Invitation {
  code: string;
  /** In groups of four, as it is read aloud. */
  spoken: string;
  note: string;
  /** What the card in the chat says, and where it leads. */
  card: { title: string; path: string };
}

export function invitationView(
  { code, expiresAt }: ResponseOf<'staff', 'invite'>,
  name: string,
  institution: string,
): Invitation {
  return {
    code,
    spoken: (code.match(/.{1,4}/g) ?? []).join(' '),
    note: `只在这里显示一次，${dateText(expiresAt)}前有效，只能一个人用。`,
    card: {
      title: `${institution}邀请${name}加入`,
      path: `/staff/accept/accept?code=${code}`,
    },
  };
}
