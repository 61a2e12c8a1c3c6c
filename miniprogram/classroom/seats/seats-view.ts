import type { ResponseOf } from '../../../protocol';
import { dayText } from '../../format/dates';
import { clockSpanText } from '../../format/day-spans';
import { joined } from '../../format/joined';

type OpenClass = ResponseOf<'classroom', 'openClasses'>['classes'][number];

/** A class of the course in which she has no seat yet. */
export interface OpenRow {
  classId: string;
  when: string;
  line: string;
  /** What the button does: take a free seat, wait for one, or stop waiting. */
  act: 'take' | 'wait' | 'stop';
  action: string;
  strong: boolean;
}

export function openRows(classes: readonly OpenClass[]): OpenRow[] {
  return classes.map(({ classId, title, startsAt, endsAt, place, online, freeSeats, waitingPlace }) => {
    const where = joined(online ? '线上' : place, title);
    const when = `${dayText(startsAt)} ${clockSpanText(startsAt, endsAt)}`;
    if (freeSeats > 0) {
      const line = joined(where, `还有 ${freeSeats} 个座位`);
      return { classId, when, line, act: 'take', action: '去上', strong: true };
    }
    return waitingPlace === undefined
      ? { classId, when, line: joined(where, '满了'), act: 'wait', action: '排队', strong: false }
      : {
          classId,
          when,
          line: joined(where, `排在第 ${waitingPlace} 位`),
          act: 'stop',
          action: '不排了',
          strong: false,
        };
  });
}

/** What is asked before a seat is taken. */
export function takeQuestion(row: OpenRow): { title: string; content: string } {
  return { title: '去上这次课', content: `${row.when}。上完并点名后才扣费。` };
}
