import { HOUR } from '../../server/domain/time';
import { calligraphy, openSchool, PAYER, publish, scheduleAt } from './school';
import type { World } from './world';

let world: World;

beforeEach(async () => {
  world = await openSchool();
});

async function found(search: string, filter: object = {}): Promise<string[]> {
  const { courses } = await world.call(PAYER, 'catalog', 'list', { search, ...filter });
  return courses.map(({ title }) => title);
}

describe('looking for a course by words', () => {
  beforeEach(async () => {
    await publish(world, calligraphy({ title: '行书入门', teacherName: '刘砚秋' }));
    await publish(world, calligraphy({ title: 'Python 周末班', teacherName: '赵一' }));
    world.advance(HOUR);
    await publish(world, calligraphy({ title: '行书创作', teacherName: '王宁' }), ['south']);
  });

  test('finds titles and teachers, newest first', async () => {
    expect(await found('行书')).toEqual(['行书创作', '行书入门']);
    expect(await found('砚秋')).toEqual(['行书入门']);
  });

  test('every word must be there, in any order', async () => {
    expect(await found('刘 入门')).toEqual(['行书入门']);
    expect(await found('刘 创作')).toEqual([]);
  });

  test('finds the category by its name', async () => {
    expect(await found('书法')).toHaveLength(3);
    expect(await found('calligraphy')).toEqual([]);
  });

  test('capitals and full-width letters make no difference', async () => {
    expect(await found('ＰＹＴＨＯＮ')).toEqual(['Python 周末班']);
  });

  test('goes together with the filters', async () => {
    expect(await found('行书', { campusId: 'south' })).toEqual(['行书创作']);
    expect(await found('行书', { region: 'sichuan' })).toEqual([]);
    expect(await found('行书', { category: 'guitar' })).toEqual([]);
  });

  test('comes page by page without gaps or repeats', async () => {
    const first = await world.call(PAYER, 'catalog', 'list', { search: '书法', limit: 2 });
    const rest = await world.call(PAYER, 'catalog', 'list', {
      ...{ search: '书法', limit: 2 },
      ...(first.nextCursor === undefined ? {} : { cursor: first.nextCursor }),
    });
    const titles = [...first.courses, ...rest.courses].map(({ title }) => title);
    expect(new Set(titles).size).toBe(3);
    expect(titles).toHaveLength(3);
  });
});

test('what can be chosen has a name, and only what is on sale is there', async () => {
  await publish(world);
  expect(await world.call(PAYER, 'catalog', 'shelves', {})).toEqual({
    regions: [{ key: 'guangdong', name: '广东' }],
    categories: [{ key: 'calligraphy', name: '书法' }],
  });
});

describe('the times of a course', () => {
  test('are its next classes, soonest first, past ones left out', async () => {
    const courseId = await publish(world);
    await scheduleAt(world, courseId, '2026-03-14T19:00:00+08:00');
    await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    world.goTo('2026-03-08T09:00:00+08:00');
    const { coming } = await world.call(PAYER, 'catalog', 'read', { courseId });
    expect(coming).toMatchObject([{ startsAt: expect.stringMatching(/^2026-03-14T19:00/) }]);
  });

  test('the link of an online class is not for everybody', async () => {
    const courseId = await publish(world);
    const link = 'https://meeting.test/secret';
    await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00', { online: true, place: link });
    const { coming } = await world.call(PAYER, 'catalog', 'read', { courseId });
    expect(coming).toMatchObject([{ online: true, place: '' }]);
  });
});
