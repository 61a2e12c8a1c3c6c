import { addFigures, type Figures } from '../../domain/figures/figures';
import { ALL, type DailyFigures, type OrderDay } from '../../domain/figures/rows';
import type { Ports } from '../ports';

const PAGE = 1000;
const AT_ONCE = 20;

/**
 * Sums a day again, from what orders and views contribute to it: a row for all, for each campus, each course, and each
 * course at a campus. Whole and from the start each time, so that it may be done again at any point.
 */
export async function sumDay(ports: Ports, day: string): Promise<void> {
  const parts = new Map<string, { campusId: string; courseId: string; all: Figures[] }>();
  const add = (campusId: string, courseId: string, figures: Figures): void => {
    const key = `${day}:${campusId}:${courseId}`;
    const part = parts.get(key) ?? { campusId, courseId, all: [] };
    part.all.push(figures);
    if (part.all.length > PAGE) part.all = [addFigures(part.all)];
    parts.set(key, part);
  };
  await eachOrderDay(ports, day, ({ campusId, courseId, figures }) => {
    for (const campus of [ALL, campusId]) for (const course of [ALL, courseId]) add(campus, course, figures);
  });
  const views = await ports.store.find('course_views', { day }, { limit: PAGE });
  for (const { campusIds, courseId, count } of views) {
    for (const campus of [ALL, ...campusIds])
      for (const course of [ALL, courseId]) add(campus, course, { views: count });
  }
  await write(ports, day, parts);
}

async function eachOrderDay(ports: Ports, day: string, use: (row: OrderDay) => void): Promise<void> {
  for (let after = ''; ; ) {
    const page: OrderDay[] = await ports.store.find(
      'order_days',
      { day, _id: { $gt: after } },
      { sort: { _id: 1 }, limit: PAGE },
    );
    page.forEach(use);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last._id;
  }
}

/** A row to which nothing contributes any more is written with nothing in it. */
async function write(
  ports: Ports,
  day: string,
  parts: Map<string, { campusId: string; courseId: string; all: Figures[] }>,
): Promise<void> {
  const at = ports.clock.now();
  const { institutionId } = ports.settings;
  const rows: DailyFigures[] = [...parts].map(([_id, { campusId, courseId, all }]) => {
    const figures = addFigures(all);
    const open = (figures.owedUnits ?? 0) + (figures.openUnits ?? 0) > 0;
    return { _id, institutionId, day, campusId, courseId, at, figures, open };
  });
  const gone = (await rowsOf(ports, day)).filter((row) => !parts.has(row._id));
  const all = [...rows, ...gone.map((row) => ({ ...row, at, figures: {}, open: false }))];
  for (let i = 0; i < all.length; i += AT_ONCE) {
    await ports.store.transaction(async (tx) => {
      for (const row of all.slice(i, i + AT_ONCE)) await tx.put('daily_figures', row);
    });
  }
}

async function rowsOf(ports: Ports, day: string): Promise<DailyFigures[]> {
  const rows: DailyFigures[] = [];
  for (let after = `${day}:`; ; ) {
    // `;` follows `:`, so these are the ids that begin with the day.
    const within = { $gt: after, $lt: `${day};` };
    const page = await ports.store.find('daily_figures', { _id: within }, { sort: { _id: 1 }, limit: PAGE });
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    after = last._id;
  }
}
