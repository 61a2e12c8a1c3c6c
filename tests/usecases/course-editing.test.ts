import { ACADEMIC, calligraphy, INSTITUTION, join, OWNER, openSchool, publish, TEACHER } from './school';
import type { World } from './world';

let world: World;
beforeEach(async () => {
  world = await openSchool();
});

const HEAD = { campusIds: ['north'], region: 'guangdong', category: 'calligraphy' };

/** Saves the stored draft with these changes. */
async function change(courseId: string, changes: Parameters<typeof calligraphy>[0], by = ACADEMIC) {
  const { campusIds, region, category, revision, content } = await world.call(by, 'staff', 'readCourse', {
    courseId,
  });
  const head = { courseId, revision, campusIds, region, category };
  return world.call(by, 'staff', 'saveCourse', { ...head, content: { ...content, ...changes } });
}

async function rowOf(courseId: string) {
  const { courses } = await world.call(TEACHER, 'staff', 'listCourses', {});
  return courses.find((course) => course.courseId === courseId);
}

describe('the list of courses', () => {
  test('tells a draft’s faults, and of a course on sale only what waits to be published', async () => {
    const { courseId: draft } = await world.call(ACADEMIC, 'staff', 'saveCourse', {
      ...HEAD,
      content: calligraphy({ title: '', contractText: '' }),
    });
    const { faults } = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId: draft });
    expect(await rowOf(draft)).toMatchObject({ state: 'draft', changed: false, faultCount: faults.length });
    const onSale = await publish(world);
    expect(await rowOf(onSale)).toMatchObject({
      state: 'published',
      version: 1,
      changed: false,
      faultCount: 0,
    });
    await change(onSale, { contractText: '' });
    expect(await rowOf(onSale)).toMatchObject({ state: 'published', changed: true, faultCount: 1 });
    await change(onSale, { contractText: '一、上完再扣。' });
    await world.call(ACADEMIC, 'staff', 'publishCourse', { courseId: onSale });
    expect(await rowOf(onSale)).toMatchObject({ version: 2, changed: false, faultCount: 0 });
  });
});

describe('a course under edit', () => {
  test('names who saved it last, and refuses whoever edited an older draft', async () => {
    const courseId = await publish(world);
    const seen = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId });
    await change(courseId, { summary: '新的介绍' }, OWNER);
    const { revision, content } = seen;
    const old = { courseId, revision, ...HEAD, content };
    expect(await world.refusal(ACADEMIC, 'staff', 'saveCourse', old)).toBe('WRONG_STATE');
    expect(await world.call(ACADEMIC, 'staff', 'readCourse', { courseId })).toMatchObject({
      ...{ savedBy: '林校长', changed: true, revision: revision + 1 },
    });
  });

  test('shows its pictures to who edits it, in the preview and, once published, to learners', async () => {
    const courseId = await publish(world);
    const cover = 'cloud://env.bucket/cover/a.jpg';
    const pictures = ['cloud://env.bucket/cover/b.jpg', 'cloud://env.bucket/cover/c.jpg'];
    await change(courseId, { cover, pictures });
    const { pictureLinks } = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId });
    expect(pictureLinks.map(({ fileId }) => fileId)).toEqual([cover, ...pictures]);
    const links = pictureLinks.map(({ link }) => link);
    const preview = await world.call(TEACHER, 'staff', 'previewCourse', { courseId });
    expect([preview.cover, ...preview.pictures]).toEqual(links);
    expect((await world.call('o-anyone', 'catalog', 'read', { courseId })).pictures).toEqual([]);
    await world.call(ACADEMIC, 'staff', 'publishCourse', { courseId });
    const page = await world.call('o-anyone', 'catalog', 'read', { courseId });
    expect([page.cover, ...page.pictures]).toEqual(links);
  });

  test('pictures without a cover are not taken for one', async () => {
    const courseId = await publish(world);
    await change(courseId, { pictures: ['cloud://env.bucket/cover/b.jpg'] });
    const preview = await world.call(ACADEMIC, 'staff', 'previewCourse', { courseId });
    expect(preview.cover).toBeUndefined();
    expect(preview.pictures).toHaveLength(1);
  });
});

describe('where a course stands', () => {
  test('is changed for learners by publishing, not by saving', async () => {
    const courseId = await publish(world);
    const { revision, content } = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId });
    const moved = { campusIds: ['south'], region: 'sichuan', category: 'painting' };
    await world.call(ACADEMIC, 'staff', 'saveCourse', { courseId, revision, ...moved, content });
    expect(await world.call(ACADEMIC, 'staff', 'readCourse', { courseId })).toMatchObject(moved);
    expect(await rowOf(courseId)).toMatchObject({ ...moved, changed: true });
    expect(await world.call(ACADEMIC, 'staff', 'previewCourse', { courseId })).toMatchObject({
      ...{ region: 'sichuan', campuses: [{ id: 'south' }] },
    });
    const found = async () => (await world.call('o-anyone', 'catalog', 'list', {})).courses[0];
    expect(await found()).toMatchObject(HEAD);
    await world.call(ACADEMIC, 'staff', 'publishCourse', { courseId });
    expect(await found()).toMatchObject(moved);
  });

  test('is not moved to a campus at which the editor does not work, nor away from one', async () => {
    const courseId = await publish(world);
    await join(world, 'o-south', '周教务', ['academic'], ['south']);
    const { revision, content } = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId });
    const request = { courseId, revision, ...HEAD, content };
    await world.call(ACADEMIC, 'staff', 'saveCourse', { ...request, campusIds: ['south'] });
    const taken = { ...request, revision: revision + 1, campusIds: ['south'] };
    expect(await world.refusal('o-south', 'staff', 'saveCourse', taken)).toBe('FORBIDDEN');
    expect(await world.refusal('o-south', 'staff', 'publishCourse', { courseId })).toBe('FORBIDDEN');
  });
});

describe('the region', () => {
  const check = async (changes: Parameters<typeof calligraphy>[0], region = 'guangdong') =>
    (await world.call(ACADEMIC, 'staff', 'checkCourse', { ...HEAD, region, content: calligraphy(changes) }))
      .verdict;

  test('that allows a course says by which text, and what else binds it', async () => {
    expect(await check({ audience: 'child' })).toMatchObject({
      allowed: true,
      decided: { text: expect.stringContaining('已开放'), source: expect.stringMatching(/^https?:/) },
      also: expect.arrayContaining([{ text: expect.stringContaining('20:30'), source: expect.any(String) }]),
    });
    const adult = await check({});
    expect(adult.also.map(({ text }) => text).join()).not.toContain('20:30');
  });

  test('that refuses one says why and by which text', async () => {
    expect(await check({ audience: 'teenager', subject: 'academic' })).toMatchObject({
      allowed: false,
      decided: { text: expect.stringContaining('学科类'), source: expect.stringMatching(/^https?:/) },
    });
    expect(await check({}, 'hainan')).toEqual({
      ...{ allowed: false, decided: { text: '这个地区还没有开放先学后付。' }, also: [] },
    });
  });

  test('judges the institution as a whole where it says so', async () => {
    await world.call(OWNER, 'staff', 'saveInstitution', { ...INSTITUTION, mode: 'prepaid' });
    expect(await check({})).toMatchObject({
      allowed: false,
      decided: { text: expect.stringContaining('广东') },
    });
  });
});

test('an editor chooses among the campuses at which she works, and among those who teach', async () => {
  await join(world, 'o-south', '周教务', ['academic'], ['south']);
  await world.call(OWNER, 'staff', 'leave', { staffId: TEACHER });
  await join(world, 'o-teacher2', '方老师', ['teacher']);
  const choices = await world.call('o-south', 'staff', 'courseChoices', {});
  expect(choices).toMatchObject({ institutionName: '阳光书院', teachers: ['方老师'] });
  expect(choices.campuses.map(({ id }) => id)).toEqual(['south']);
  expect(choices.services.map(({ key }) => key)).toContain('per-class');
  expect(JSON.stringify(choices)).not.toContain('serviceId');
});
