import { Failure } from '../../../miniprogram/api/failure';
import { CourseEditor } from '../../../miniprogram/staff/course/course-editor';
import type { CourseForm } from '../../../miniprogram/staff/course/course-form';
import type { EditorPorts, KeptForm } from '../../../miniprogram/staff/course/editor-ports';
import { faultTexts } from '../../../miniprogram/staff/course/form-faults';
import type { ActionName, ResponseOf } from '../../../protocol';
import { ACADEMIC, calligraphy, OWNER, openSchool, publish } from '../../usecases/school';
import type { World } from '../../usecases/world';

let world: World;
/** What each phone keeps. */
let phones: Map<string, Map<string, KeptForm>>;
let open: CourseEditor[];

beforeEach(async () => {
  world = await openSchool();
  phones = new Map();
  open = [];
});
afterEach(() => {
  for (const editor of open) editor.stop();
});

/** The phone of a member of staff, on the real server. */
function portsOf(openid: string, changes: Partial<EditorPorts> = {}): EditorPorts {
  const kept = phones.get(openid) ?? new Map<string, KeptForm>();
  phones.set(openid, kept);
  const ask = async <A extends ActionName<'staff'>>(
    action: A,
    data: Parameters<typeof world.ask<'staff', A>>[3],
  ): Promise<ResponseOf<'staff', A>> => {
    const answer = await world.ask(openid, 'staff', action, data);
    if (answer.ok) return answer.data as ResponseOf<'staff', A>;
    throw new Failure(answer.error.code, answer.error.message, answer.error.retryable);
  };
  return {
    choices: () => ask('courseChoices', {}),
    course: (courseId) => ask('readCourse', { courseId }),
    check: (courseId, draft) => ask('checkCourse', { ...(courseId === '' ? {} : { courseId }), ...draft }),
    save: (courseId, revision, draft) => {
      const request = revision === undefined ? draft : { courseId, revision, ...draft };
      return ask('saveCourse', request);
    },
    keep: (courseId, form) => void kept.set(courseId, structuredClone(form)),
    kept: (courseId) => kept.get(courseId),
    drop: (courseId) => void kept.delete(courseId),
    ...changes,
  };
}

async function edit(courseId = '', openid = ACADEMIC, changes: Partial<EditorPorts> = {}) {
  const editor = new CourseEditor(courseId, portsOf(openid, changes), () => undefined);
  open.push(editor);
  await editor.load();
  return editor;
}

/** Types something and waits for the server's word on it. */
async function type(editor: CourseEditor, change: Partial<CourseForm>): Promise<void> {
  editor.change(change);
  await editor.check();
}

const OFFLINE = () => Promise.reject(new Failure('OFFLINE', '网络没有连上，请检查后再试。', true));

const WHOLE: Partial<CourseForm> = {
  ...{ title: '行书入门', campusIds: ['north'], count: '20', total: '2400', contractText: '一、上完再扣。' },
  lessons: Array.from({ length: 20 }, (_, i) => ({ title: `第 ${i + 1} 讲`, minutes: '', content: [] })),
};

describe('a course made from nothing', () => {
  test('is told what is missing, and is ready when it is there', async () => {
    const editor = await edit();
    expect(editor.faults.map(({ section }) => section)).toEqual([
      ...['basics', 'place', 'lessons', 'price', 'contract'],
    ]);
    await type(editor, WHOLE);
    expect(editor.faults).toEqual([]);
    expect(await editor.save()).toBe(true);
    expect(editor.course).toMatchObject({ state: 'draft', revision: 1, savedBy: '陈教务' });
    expect(editor.dirty).toBe(false);
  });

  test('prices that would rise are refused while one types, beside their rung, until they fall', async () => {
    const editor = await edit();
    const rung = { key: 'stage', serviceKey: 'per-class', kind: 'stage' as const };
    await type(editor, { ...WHOLE, rungs: [{ ...rung, stages: '5、10、5' }] });
    expect(faultTexts(editor.faults)['rung:stage']).toContain('不允许价格上升');
    await type(editor, { rungs: [{ ...rung, stages: '10、5、5' }] });
    expect(editor.faults).toEqual([]);
    expect(editor.last?.rungs[0]?.units.map(({ priceFen }) => priceFen)).toEqual([120_000, 60_000, 60_000]);
  });

  test('a remainder lies in the first unit', async () => {
    const editor = await edit();
    await type(editor, { ...WHOLE, total: '100', count: '3', rungs: editor.form?.rungs ?? [] });
    expect(editor.last?.rungs[0]?.units.map(({ priceFen }) => priceFen)).toEqual([3334, 3333, 3333]);
  });

  test('what the region refuses is said with its citation, and nothing else hides it', async () => {
    const editor = await edit();
    await type(editor, { ...WHOLE, audience: 'child', subject: 'language' });
    expect(editor.last?.verdict).toMatchObject({
      allowed: false,
      decided: { text: expect.stringContaining('外语'), source: expect.stringContaining('http') },
    });
    expect(editor.faults).toMatchObject([{ section: 'place', field: 'region' }]);
  });

  test('what was never saved is there again when the page is opened anew, or forgotten when asked', async () => {
    const before = await edit();
    before.change({ title: '行书', total: '12,5' });
    const after = await edit();
    expect(after.form).toMatchObject({ title: '行书', total: '12,5' });
    expect(after.restored).toBe(true);
    after.forget();
    expect((await edit()).form?.title).toBe('');
  });
});

describe('saving that comes to nothing', () => {
  test('loses no word, and is done once when it is tried again', async () => {
    let offline = true;
    const real = portsOf(ACADEMIC);
    const save: EditorPorts['save'] = (...asked) => (offline ? OFFLINE() : real.save(...asked));
    const editor = await edit('', ACADEMIC, { save });
    await type(editor, WHOLE);
    await expect(editor.save()).rejects.toThrow('OFFLINE');
    expect(editor.dirty).toBe(true);
    expect(phones.get(ACADEMIC)?.get('')?.form.title).toBe('行书入门');
    offline = false;
    expect(await editor.save()).toBe(true);
    expect(phones.get(ACADEMIC)?.size).toBe(0);
    expect(world.store.all('courses')).toHaveLength(1);
  });

  test('after which the course can not be read makes no second course', async () => {
    let offline = false;
    const real = portsOf(ACADEMIC);
    const course: EditorPorts['course'] = (id) => (offline ? OFFLINE() : real.course(id));
    const editor = await edit('', ACADEMIC, { course });
    await type(editor, WHOLE);
    offline = true;
    await expect(editor.save()).rejects.toThrow('OFFLINE');
    offline = false;
    await type(editor, { title: '行书入门二' });
    expect(await editor.save()).toBe(true);
    expect(world.store.all('courses').map(({ draft }) => draft.title)).toEqual(['行书入门二']);
  });

  test('a check without a network says so, and typing goes on', async () => {
    const editor = await edit('', ACADEMIC, { check: OFFLINE });
    await type(editor, { total: 'abc' });
    expect(editor.unchecked).toBe('还没核对：网络没有连上，请检查后再试。');
    expect(faultTexts(editor.faults)['totalFen']).toContain('写成数字');
  });

  test('an answer about older words is dropped', async () => {
    const answers: ((answer: Awaited<ReturnType<EditorPorts['check']>>) => void)[] = [];
    const editor = await edit();
    const check: EditorPorts['check'] = () => new Promise((resolve) => answers.push(resolve));
    const slow = new CourseEditor('', { ...portsOf(ACADEMIC), check }, () => undefined);
    open.push(slow);
    const loading = slow.load();
    while (answers.length === 0) await Promise.resolve();
    const newer = slow.check();
    const { last } = editor;
    if (last === undefined) throw new Error('nothing was checked');
    answers[1]?.({ ...last, faults: [] });
    await newer;
    answers[0]?.(last);
    await loading;
    expect(slow.last?.faults).toEqual([]);
  });
});

describe('two people at one course', () => {
  test('what only she changed is taken over, what both changed stays mine and is named', async () => {
    const courseId = await publish(world, calligraphy());
    const mine = await edit(courseId, ACADEMIC);
    const hers = await edit(courseId, OWNER);
    hers.change({ summary: '从楷书到行书', teacherName: '李老师', total: '1200' });
    expect(await hers.save()).toBe(true);
    mine.change({ title: '成人书法班', total: '1500' });
    expect(await mine.save()).toBe(false);
    expect(mine.form).toMatchObject({
      ...{ title: '成人书法班', total: '1500', summary: '从楷书到行书', teacherName: '李老师' },
    });
    expect(mine.notice).toBe(
      '林校长刚才也保存了这门课。已并进来：介绍、老师。两边都改了价格，留的是你写的。看一下，再点保存。',
    );
    expect(await mine.save()).toBe(true);
    const { content } = await world.call(OWNER, 'staff', 'readCourse', { courseId });
    expect(content).toMatchObject({ title: '成人书法班', totalFen: 150_000, teacherName: '李老师' });
  });

  test('words kept on a phone are laid over what somebody saved since', async () => {
    const courseId = await publish(world, calligraphy());
    (await edit(courseId, ACADEMIC)).change({ title: '没存的名字' });
    const hers = await edit(courseId, OWNER);
    hers.change({ summary: '新的介绍' });
    await hers.save();
    const mine = await edit(courseId, ACADEMIC);
    expect(mine.form).toMatchObject({ title: '没存的名字', summary: '新的介绍' });
    expect(await mine.save()).toBe(true);
  });
});
