import { DAY } from '../../server/domain/time';
import { ACADEMIC, calligraphy, enrol, INSTITUTION, OWNER, openSchool, PAYER, publish } from './school';
import type { World } from './world';

let world: World;

beforeEach(async () => {
  world = await openSchool();
});

async function student(openid = PAYER, birthYear = 1990): Promise<string> {
  const added = await world.call(openid, 'signing', 'addStudent', {
    name: '李小梅',
    birthYear,
    relation: 'self',
  });
  return added.studentId;
}

describe('the catalogue', () => {
  test('shows courses on sale, newest first, page by page without gaps or repeats', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      ids.unshift(await publish(world, calligraphy({ title: `书法 ${i}` })));
      // Three of them are published at the very same moment.
      if (i < 1 || i > 3) world.advance(1000);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.call(PAYER, 'catalog', 'list', { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.courses.map((course) => course.courseId));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(seen.slice(0, 2)).toEqual(ids.slice(0, 2));
  });

  test('is filtered by region, campus and category', async () => {
    const north = await publish(world, calligraphy({ title: '北区课' }), ['north']);
    const both = await publish(world, calligraphy({ title: '两区课' }), ['north', 'south']);
    const of = async (filter: object) =>
      (await world.call(PAYER, 'catalog', 'list', filter)).courses.map((course) => course.courseId).sort();
    expect(await of({ campusId: 'south' })).toEqual([both]);
    expect(await of({ campusId: 'north', region: 'guangdong', category: 'calligraphy' })).toEqual(
      [north, both].sort(),
    );
    expect(await of({ region: 'sichuan' })).toEqual([]);
    expect(await of({ category: 'guitar' })).toEqual([]);
  });

  test('shows the smallest charge unit and its price', async () => {
    await publish(world);
    const { courses } = await world.call(PAYER, 'catalog', 'list', {});
    expect(courses).toMatchObject([
      { unitLabel: '每次课', unitPriceFen: 10_000, totalFen: 100_000, classCount: 10 },
    ]);
  });

  test('a course shows its price list for every rung, its contract and the licence', async () => {
    const courseId = await publish(world);
    const course = await world.call(PAYER, 'catalog', 'read', { courseId });
    expect(course.rungs.map((rung) => [rung.rungKey, rung.units.length, rung.totalFen])).toEqual([
      ['per-class', 10, 100_000],
      ['whole', 1, 100_000],
    ]);
    expect(course.contract).toMatchObject({ version: 1, text: '培训服务合同' });
    expect(course.institution.licence).toBe(INSTITUTION.licence);
    expect(course.campuses.map((campus) => campus.id)).toEqual(['north']);
  });

  test("a draft is nobody's business, and a stopped course is no longer listed", async () => {
    const { courseId: draft } = await world.call(ACADEMIC, 'staff', 'saveCourse', {
      ...{ campusIds: ['north'], region: 'guangdong', category: 'calligraphy' },
      content: calligraphy(),
    });
    expect(await world.refusal(PAYER, 'catalog', 'read', { courseId: draft })).toBe('NOT_FOUND');
    const courseId = await publish(world);
    await world.call(ACADEMIC, 'staff', 'stopSelling', { courseId });
    expect((await world.call(PAYER, 'catalog', 'list', {})).courses).toEqual([]);
    expect(await world.call(PAYER, 'catalog', 'read', { courseId })).toMatchObject({ state: 'stopped' });
  });

  test.each(['x', 'MUAyMDI2', Buffer.from('1@2026-02-30T00:00:00Z').toString('base64url')])(
    'the cursor %s is none of ours',
    async (cursor) => {
      expect(await world.refusal(PAYER, 'catalog', 'list', { cursor })).toBe('BAD_REQUEST');
    },
  );
});

describe('offers', () => {
  test('all rungs of the institution are offered to everybody, with ordinary payment after each class', async () => {
    const courseId = await publish(world);
    const offers = await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId: await student() });
    expect(offers.blocks).toEqual([]);
    expect(offers.rungs.map((rung) => rung.rungKey)).toEqual(['per-class', 'whole']);
    expect(offers.ordinaryPayment).toEqual({ per: 'class', priceFen: 10_000, classCount: 10 });
  });

  test('ordinary payment is offered only where the course has it', async () => {
    const courseId = await publish(world, calligraphy({ ordinaryPayment: false }));
    const offers = await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId: await student() });
    expect(offers.ordinaryPayment).toBeUndefined();
  });

  test('a minor who would sign herself is sent to her guardian, whose child may take the same course', async () => {
    const courseId = await publish(world, calligraphy({ audience: 'teenager' }));
    const teen = { name: '周小雨', birthYear: 2012 };
    const { studentId: herself } = await world.call('o-teen', 'signing', 'addStudent', {
      ...teen,
      relation: 'self',
    });
    const refused = { kind: 'guardian', text: '未满 18 岁，请家长用自己的微信报名。' };
    const offers = await world.call('o-teen', 'score-gate', 'offers', { courseId, studentId: herself });
    expect(offers).toMatchObject({ rungs: [], blocks: [refused] });
    const { contract } = await world.call('o-teen', 'catalog', 'read', { courseId });
    const order = {
      ...{ courseId, studentId: herself, rungKey: 'per-class' },
      ...{ contractVersion: contract.version, contractHash: contract.hash },
    };
    expect(await world.refusal('o-teen', 'signing', 'order', order)).toBe('GUARDIAN_NEEDED');

    const { studentId } = await world.call(PAYER, 'signing', 'addStudent', { ...teen, relation: 'child' });
    const guardians = await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId });
    expect(guardians.blocks).toEqual([]);
    expect(guardians.rungs.length).toBeGreaterThan(0);
  });

  test('a child is told that the course is for adults, and whoever is enrolled is led to the order', async () => {
    const courseId = await publish(world);
    const child = await student(PAYER, 2018);
    expect(await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId: child })).toMatchObject({
      rungs: [],
      blocks: [{ kind: 'audience', text: '这门课不适合这位学员的年龄。' }],
    });
    const orderId = await enrol(world, courseId);
    const [enrolled] = world.store.all('orders');
    const again = { courseId, studentId: enrolled?.studentId ?? '' };
    expect(await world.call(PAYER, 'score-gate', 'offers', again)).toMatchObject({
      rungs: [],
      blocks: [{ kind: 'already_enrolled', orderId }],
    });
  });

  test('a course off sale, and an institution that changed its mode, offer nothing', async () => {
    const courseId = await publish(world);
    const studentId = await student();
    await world.call(OWNER, 'staff', 'saveInstitution', { ...INSTITUTION, mode: 'prepaid' });
    expect(await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId })).toMatchObject({
      rungs: [],
      blocks: [{ kind: 'region' }],
    });
    await world.call(ACADEMIC, 'staff', 'stopSelling', { courseId });
    const { blocks } = await world.call(PAYER, 'score-gate', 'offers', { courseId, studentId });
    expect(blocks.map((block) => block.kind)).toEqual(['region', 'not_on_sale']);
  });

  test('students of others are not found', async () => {
    const courseId = await publish(world);
    const hers = await student('o-other');
    const asked = { courseId, studentId: hers };
    expect(await world.refusal(PAYER, 'score-gate', 'offers', asked)).toBe('NOT_FOUND');
  });
});

describe('courses of staff', () => {
  test('a draft may be unfinished, and says everything that stands against publishing it at once', async () => {
    const content = calligraphy({ title: '', totalFen: 0, rungs: [], contractText: '' });
    const head = { campusIds: ['north'], region: 'guangdong', category: 'calligraphy' };
    const { courseId, faults } = await world.call(ACADEMIC, 'staff', 'saveCourse', { ...head, content });
    const codes = faults.map((fault) => fault.code);
    expect(codes).toEqual(expect.arrayContaining(['TITLE_EMPTY', 'NO_PRICE', 'NO_RUNG', 'NO_CONTRACT']));
    const answer = await world.call(ACADEMIC, 'staff', 'publishCourse', { courseId });
    expect(answer).toMatchObject({ published: false });
    expect(answer.faults).toEqual(faults);
    expect(world.store.all('course_versions')).toEqual([]);
  });

  test.each([
    ['stages whose prices rise', { rungs: [rung({ kind: 'stage', sizes: [3, 7] })] }, 'PRICE_RISES'],
    [
      'a service that is not configured',
      { rungs: [{ ...rung({ kind: 'class' }), serviceKey: 'other' }] },
      'SERVICE_UNKNOWN',
    ],
    ['an emoji in the title', { title: '书法😀' }, 'TITLE_CHARACTERS'],
    ['academic courses for children', { audience: 'child', subject: 'academic' }, 'REGION'],
    ['a plan too short', { planDays: 30 }, 'DURATION_TOO_SHORT'],
  ] as const)('%s are found before WeChat or the law finds them', async (_what, changes, code) => {
    const content = calligraphy(JSON.parse(JSON.stringify(changes)));
    const head = { campusIds: ['north'], region: 'guangdong', category: 'calligraphy' };
    const { faults } = await world.call(ACADEMIC, 'staff', 'saveCourse', { ...head, content });
    expect(faults.map((fault) => fault.code)).toContain(code);
  });

  test('two editors do not overwrite each other', async () => {
    const head = {
      campusIds: ['north'],
      region: 'guangdong',
      category: 'calligraphy',
      content: calligraphy(),
    };
    const { courseId, revision } = await world.call(ACADEMIC, 'staff', 'saveCourse', head);
    await world.call(OWNER, 'staff', 'saveCourse', { ...head, courseId, revision });
    expect(await world.refusal(ACADEMIC, 'staff', 'saveCourse', { ...head, courseId, revision })).toBe(
      'WRONG_STATE',
    );
  });

  test('a new version has its own contract and plans; whoever has signed keeps hers', async () => {
    const courseId = await publish(world);
    const orderId = await enrol(world, courseId);
    const course = await world.call(ACADEMIC, 'staff', 'readCourse', { courseId });
    const content = calligraphy({ totalFen: 200_000, originalFen: 240_000, contractText: '新合同' });
    const { campusIds, region, category, revision } = course;
    await world.call(ACADEMIC, 'staff', 'saveCourse', {
      courseId,
      revision,
      campusIds,
      region,
      category,
      content,
    });
    expect((await world.call(PAYER, 'catalog', 'read', { courseId })).totalFen).toBe(100_000);
    expect(await world.call(ACADEMIC, 'staff', 'publishCourse', { courseId })).toMatchObject({ version: 2 });
    expect(await world.call(PAYER, 'catalog', 'read', { courseId })).toMatchObject({
      totalFen: 200_000,
      contract: { version: 2, text: '新合同' },
    });
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).totalFen).toBe(100_000);
  });

  test('stopping a course stops its WeChat plans; the signed order goes on', async () => {
    const courseId = await publish(world);
    const orderId = await enrol(world, courseId);
    await world.call(ACADEMIC, 'staff', 'stopSelling', { courseId });
    await world.deduction();
    const plans = world.store.all('course_versions').flatMap((version) => version.plans);
    expect(plans.map((plan) => plan.state)).toEqual(['stopped', 'stopped']);
    expect(plans.map((plan) => world.pay.planState(plan.merchantPlanNo))).toEqual(['STOP', 'STOP']);
    world.advance(DAY);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({ state: 'active' });
  });
});

function rung(unit: { kind: 'class' } | { kind: 'stage'; sizes: number[] }) {
  return { key: 'the-rung', serviceKey: 'per-class', unit };
}
