import { DAY, HOUR, MINUTE } from '../../server/domain/time';
import type { CourseLife } from './course-life';

/** A course whose process may be ended under it: how depends on the test, what people do does not. */
export interface Story {
  life: CourseLife;
  /** Does something, and again after a death unless it turns out to have been done. */
  surviving(act: () => Promise<unknown>, done?: () => boolean): Promise<void>;
}

export async function enrol({ life, surviving }: Story): Promise<string> {
  const orderId = () => life.store.all('orders')[0]?._id ?? '';
  await surviving(
    () => life.order(),
    () => orderId() !== '',
  );
  const id = orderId();
  await surviving(() => life.beginSigning(id).catch((error) => unlessUncertain(error)));
  await surviving(() => life.runFor(5 * MINUTE));
  life.pay.sign(`${id}S${life.orderDoc(id).attempts.length}`);
  await surviving(() => life.runFor(5 * MINUTE));
  return id;
}

/** The page says that WeChat is being asked, and looks again by itself. */
function unlessUncertain(error: { code?: string }): void {
  if (error.code !== 'UNCERTAIN') throw error;
}

export async function attend({ life, surviving }: Story, id: string, no: number): Promise<void> {
  await surviving(() => life.runTo(life.classStart(no)));
  await surviving(() => life.runFor(HOUR));
  await surviving(
    () => life.mark(id, no),
    () => life.seat(id, no).state === 'attended',
  );
}

/** A first class objected to and lowered, a second confirmed early, a third not attended, then the closing. */
export async function closedCourse(story: Story): Promise<string> {
  const { life, surviving } = story;
  const id = await enrol(story);
  await attend(story, id, 1);
  await surviving(
    () => life.object(id, 1),
    () => life.unit(id, 1).teaching !== 'taught',
  );
  await surviving(
    () => life.decide(id, 1, 'lowered', 6_000),
    () => life.unit(id, 1).teaching !== 'objected',
  );
  await surviving(() => life.runFor(HOUR));
  await attend(story, id, 2);
  await surviving(
    () => life.confirm(id, 2),
    () => life.unit(id, 2).teaching !== 'taught',
  );
  await surviving(() => life.runTo(life.classStart(3)));
  await surviving(() => life.close(id));
  await surviving(() => life.runFor(DAY));
  return id;
}

/** What the world looks like in the end, times aside. */
export function leftBehind(life: CourseLife, id: string) {
  life.expectExplained();
  return {
    state: life.orderDoc(id).state,
    parked: life.orderDoc(id).parked?.reason,
    units: life.orderDoc(id).units.map((u) => [u.teaching, u.collection, u.collectedFen]),
    books: life.books(id),
    seats: life.store.all('seats').map((seat) => seat.state),
    pushes: life.pushes().sort(),
    tasks: life.tasks(),
    locks: life.store.all('locks').length,
    atWeChat: [life.pay.stateOf(`${id}S1`), life.pay.taken()],
  };
}
