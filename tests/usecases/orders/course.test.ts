import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import { CourseLife } from '../course-life';

describe('a course from its order to its end', () => {
  test('each class is charged after its window, and the plan ends by itself', async () => {
    const life = await CourseLife.open({ classes: 3, every: 7 * DAY });
    const id = await life.enrol();
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
    expect(life.pay.taken()).toBe(0);
    for (const no of [1, 2, 3]) {
      await life.attend(id, no);
      expect(life.unit(id, no).teaching).toBe('taught');
      await life.runFor(25 * HOUR);
      expect(life.unit(id, no)).toMatchObject({ teaching: 'confirmed', collection: 'paid' });
    }
    await life.runFor(DAY);
    expect(life.orderDoc(id).state).toBe('completed');
    expect(life.books(id)).toEqual(
      [1, 2, 3].flatMap((no) => [`charge 10000 u${no}`, `collect 10000 u${no}`]),
    );
    expect(life.pushes().filter((kind) => kind === 'voucher')).toHaveLength(3);
    expect(life.store.all('locks')).toEqual([]);
    life.expectExplained();
  });

  test('no service order exists before two hours before the class', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    await life.runTo(plus(life.classStart(1), -2 * HOUR - MINUTE));
    expect(life.pay.times('open-order')).toBe(0);
    await life.runTo(plus(life.classStart(1), -2 * HOUR));
    expect(life.unit(id, 1).collection).toBe('open');
    expect(life.unit(id, 2).collection).toBe('none');
  });
});
