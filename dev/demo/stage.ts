import { msOf, type Time } from '../../server/domain/time';
import type { Controls } from '../local/controls';
import type { Timeline } from './timeline';

/** Everything a story needs: the institution's people, the clock, and where to tell what happens. */
export interface Stage {
  control: Controls;
  timeline: Timeline;
  tell: (who: string, what: string) => Promise<void>;
  staff: { owner: string; academic: string; teacher: string; finance: string };
}

/** A class of a story's timetable. */
export interface StoryClass {
  classId: string;
  startsAt: number;
  endsAt: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Puts a class on the timeline: two hours before it units open, after it the roll is called. */
export function meet(stage: Stage, cls: StoryClass, rollCall: () => Promise<void>): void {
  stage.timeline.at(cls.startsAt - 2 * HOUR, () => stage.timeline.settle(3));
  stage.timeline.at(cls.endsAt + 5 * MINUTE, rollCall);
}

/** The teacher marks one student's seat; gives the end of the objection window, if one opened. */
export async function callRoll(
  stage: Stage,
  classId: string,
  orderId: string,
  mark: 'attended' | 'absent',
): Promise<{ windowEndsAt?: number; unitNo?: number; cameFree: boolean }> {
  const seatId = `${classId}-${orderId}`;
  const { results } = await stage.control.call(stage.staff.teacher, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId, mark }],
  });
  const result = results[0];
  if (!result || result.error) throw new Error(`roll call of ${seatId}: ${JSON.stringify(result)}`);
  return {
    ...(result.windowEndsAt ? { windowEndsAt: msOf(result.windowEndsAt as Time) } : {}),
    ...(result.unitNo === undefined ? {} : { unitNo: result.unitNo }),
    cameFree: result.cameFree === true,
  };
}

/** The classes just scheduled, with their times; asked one by one, which one warm instance answers. */
export async function timesOf(stage: Stage, classIds: readonly string[]): Promise<StoryClass[]> {
  const classes: StoryClass[] = [];
  for (const classId of classIds) {
    const { class: cls } = await stage.control.call(stage.staff.academic, 'staff', 'readClass', { classId });
    classes.push({ classId, startsAt: msOf(cls.startsAt as Time), endsAt: msOf(cls.endsAt as Time) });
  }
  return classes;
}
