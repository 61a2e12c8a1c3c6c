import app from '../../miniprogram/app.json';
import { pagePath } from '../../server/usecases/pushing/templates';
import { enrol, openSchool, PAYER, publish } from './school';
import type { World } from './world';

let world: World;

beforeEach(async () => {
  world = await openSchool();
});

const CHILD = { name: '李小宝', birthYear: 2018, relation: 'child' } as const;

async function names(openid = PAYER): Promise<string[]> {
  const { students } = await world.call(openid, 'signing', 'listStudents', {});
  return students.map(({ name }) => name);
}

describe('the students of a payer', () => {
  test('one who was never enrolled can be forgotten', async () => {
    const { studentId } = await world.call(PAYER, 'signing', 'addStudent', CHILD);
    await world.call(PAYER, 'signing', 'removeStudent', { studentId });
    expect(await names()).toEqual([]);
  });

  test('one who was enrolled stays', async () => {
    await enrol(world, await publish(world));
    const [student] = (await world.call(PAYER, 'signing', 'listStudents', {})).students;
    const studentId = student?.studentId ?? '';
    expect(await world.refusal(PAYER, 'signing', 'removeStudent', { studentId })).toBe('WRONG_STATE');
    expect(await names()).toEqual(['李小梅']);
  });

  test("nobody forgets somebody else's", async () => {
    const { studentId } = await world.call(PAYER, 'signing', 'addStudent', CHILD);
    expect(await world.refusal('o-other', 'signing', 'removeStudent', { studentId })).toBe('NOT_FOUND');
    expect(await names()).toEqual(['李小宝']);
  });
});

describe('messages a learner may get', () => {
  test('are counted for each template, one for each acceptance', async () => {
    await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
    await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
    await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'notice', accepted: false });
    const { templates } = await world.call(PAYER, 'classroom', 'templates', {});
    expect(templates).toEqual([
      { key: 'class', templateId: 'tc', remaining: 2 },
      { key: 'deduction', templateId: 'td', remaining: 0 },
      { key: 'notice', templateId: 'tn', remaining: 0 },
    ]);
  });

  test('open a page that exists', () => {
    const pages = [
      ...app.pages,
      ...app.subPackages.flatMap((s) => s.pages.map((page) => `${s.root}/${page}`)),
    ];
    for (const page of ['class', 'voucher', 'order', 'settings'] as const) {
      expect(pages).toContain(pagePath({ page, id: 'x' }).split('?')[0]);
    }
  });
});
