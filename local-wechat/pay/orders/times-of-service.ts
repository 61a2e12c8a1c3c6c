import type { PayContext } from '../context';
import { refuse, refuseField } from '../errors';
import type { ServiceOrder, TimeRange } from '../model';
import { type CompactMoment, chinaMidnight, DAY, readCompact, SECOND } from '../times';

function read(text: string | undefined): CompactMoment | undefined {
  return text === undefined ? undefined : readCompact(text);
}

/** A day ends at its last moment. */
function isAfter(end: CompactMoment, start: CompactMoment): boolean {
  return end.at + (end.precision === 'day' ? DAY - 1 : 0) > start.at;
}

/** Start before end; with `o1StartTime: future` no start that has passed, to the precision in which it is given. */
export function checkOpeningTimes(context: PayContext, range: TimeRange): void {
  const start = read(range.start_time);
  const end = read(range.end_time);
  if (start && end && !isAfter(end, start)) refuse('endBeforeStart');
  if (!start || context.switches().o1StartTime === 'any') return;
  const now = context.clock.now();
  const earliest = start.precision === 'day' ? chinaMidnight(now) : Math.floor(now / SECOND) * SECOND + 1;
  if (start.at < earliest) refuse('startInPast');
}

/**
 * The times of a completed service: an end is needed, from the completion or the opening, later than the start and
 * not later than now by WeChat's clock.
 */
export function completedTimes(context: PayContext, order: ServiceOrder, given: TimeRange): TimeRange {
  const range = { ...order.timeRange, ...given };
  const start = read(range.start_time);
  const end = read(range.end_time);
  if (!end) refuseField('/time_range/end_time', undefined, '缺少服务结束时间');
  if (start && !isAfter(end, start)) refuse('endBeforeStart');
  if (end.at > context.clock.now()) refuse('endInFuture');
  return range;
}
