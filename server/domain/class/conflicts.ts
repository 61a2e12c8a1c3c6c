import { SHORTEST_GAP } from '../order/timing';
import { between, type Time } from '../time';
import type { CourseClass } from './class';
import type { Span } from './recurrence';

/** What a class needs for itself alone while it lasts. */
export type Occupation = Pick<
  CourseClass,
  '_id' | 'startsAt' | 'endsAt' | 'campusId' | 'place' | 'online' | 'teacherOpenid' | 'state'
>;

export interface Conflict {
  kind: 'teacher' | 'place';
  classId: string;
  startsAt: Time;
}

/** Whether two spans share a moment; one may begin as the other ends. */
export function overlap(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/**
 * Classes that stand against a planned one: the same teacher, or the same room of a campus, at the same time.
 * Online classes share a link as often as they like; a cancelled class takes nothing; a class being moved doesn't
 * stand against itself.
 */
export function conflictsOf(planned: Occupation, existing: readonly Occupation[]): Conflict[] {
  return existing
    .filter((other) => other._id !== planned._id && other.state !== 'cancelled' && overlap(planned, other))
    .flatMap((other) => {
      const found = { classId: other._id, startsAt: other.startsAt };
      const conflicts: Conflict[] = [];
      if (other.teacherOpenid === planned.teacherOpenid) conflicts.push({ kind: 'teacher', ...found });
      if (sameRoom(planned, other)) conflicts.push({ kind: 'place', ...found });
      return conflicts;
    });
}

function sameRoom(a: Occupation, b: Occupation): boolean {
  return !a.online && !b.online && a.campusId === b.campusId && a.place.trim() === b.place.trim();
}

/**
 * The first class of a student's order that lies too close to a planned one: under 4 hours between them, there is
 * no room for an objection window and the deduction. Classes of one unit are charged together and may touch, but
 * nobody can be in two places: they may not overlap either.
 * @param oneUnit whether both classes will surely belong to one unit (the whole course)
 */
export function tooClose<C extends Span>(
  planned: Span,
  others: readonly C[],
  oneUnit: (other: C) => boolean,
): C | undefined {
  return others.find((other) => {
    if (overlap(planned, other)) return true;
    const gap =
      planned.startsAt >= other.endsAt
        ? between(other.endsAt, planned.startsAt)
        : between(planned.endsAt, other.startsAt);
    return gap < SHORTEST_GAP && !oneUnit(other);
  });
}
