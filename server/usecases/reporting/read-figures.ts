import type { RequestOf, ResponseOf } from '../../../protocol';
import { addFigures, type Figures } from '../../domain/figures/figures';
import { chartWeeks, comparedDays, type Days, periodDays } from '../../domain/figures/periods';
import { ALL, type DailyFigures } from '../../domain/figures/rows';
import type { StaffMember } from '../../domain/people/people';
import { dayOf } from '../../domain/time';
import type { Ports } from '../ports';
import { authorise, authorisedMember } from '../staffing/authorise';
import { comparisonView, figuresView, owedView, sumOf } from './figures-view';

type View = ResponseOf<'reports', 'figures'>;

/** More days than the longest of the periods that are read together. */
const MOST_ROWS = 1000;

/**
 * The figures of a period. One row a day and place is read, whatever happened that day, so that the cost is that of the
 * days asked for. Whoever works at some campuses only reads those, one at a time.
 * @throws AppError FORBIDDEN
 */
export async function readFigures(
  ports: Ports,
  openid: string,
  request: RequestOf<'reports', 'figures'>,
): Promise<View> {
  const member = await authorisedMember(ports, openid, 'figures');
  const campusId = campusOf(member, request.campusId);
  if (campusId !== ALL) authorise(member, 'figures', { campusIds: [campusId] });
  const place = { campusId, courseId: request.courseId ?? ALL };
  const now = ports.clock.now();
  const period = periodDays(request.period, now);
  const weeks = chartWeeks(now);
  const compared = comparedDays(now);
  const from = [period.from, weeks[0]?.from ?? period.from, compared.from].sort()[0] ?? period.from;
  const [rows, open, state] = await Promise.all([
    ports.store.find(
      'daily_figures',
      { ...place, day: { $gte: from, $lte: dayOf(now) } },
      { sort: { day: 1 }, limit: MOST_ROWS },
    ),
    ports.store.find('daily_figures', { ...place, open: true }, { sort: { day: -1 }, limit: MOST_ROWS }),
    ports.store.get('figures_state', 'state'),
  ]);
  return {
    ...period,
    ...(state?.asOf === undefined ? {} : { asOf: state.asOf }),
    ...figuresView(within(rows, period)),
    ...owedView(open, now),
    weeks: weeks.map((week) => weekOf(rows, week)),
    comparison: comparisonView(compared, within(rows, compared)),
  };
}

/** All campuses for who works at all, the first of her own for who doesn't. */
function campusOf(member: StaffMember, asked: string | undefined): string {
  return asked ?? member.campusIds[0] ?? ALL;
}

function within(rows: readonly DailyFigures[], { from, to }: Days): Figures {
  return addFigures(rows.filter((row) => row.day >= from && row.day <= to).map((row) => row.figures));
}

function weekOf(rows: readonly DailyFigures[], week: Days): View['weeks'][number] {
  const figures = within(rows, week);
  return {
    from: week.from,
    taughtFen: sumOf(figures, 'taughtFen'),
    takenFen: sumOf(figures, 'takenFen'),
    open: (figures.openUnits ?? 0) > 0,
  };
}
