import fc from 'fast-check';
import { fenOf } from '../../../miniprogram/format/money';
import {
  addedRung,
  type CourseForm,
  type CourseRead,
  formOf,
  newForm,
} from '../../../miniprogram/staff/course/course-form';
import { draftOf, sameDraft, totalFenOf } from '../../../miniprogram/staff/course/form-content';
import { withNumbers, withTitles } from '../../../miniprogram/staff/course/lesson-titles';
import { evenStages, stagesOf, stagesText } from '../../../miniprogram/staff/course/stages';
import { CHOICES, courseRead } from './course-read';

const FORM = formOf(courseRead());
const contentOf = (form: CourseForm) => draftOf(form).draft.content;
const typedOf = (form: CourseForm) => draftOf(form).typed.map(({ field }) => field);

describe('a stored draft', () => {
  test('is the same draft again when nothing was typed, whatever it holds', () => {
    const onDemand: Partial<CourseRead['content']> = {
      mode: 'on-demand',
      lessons: [
        { title: '第一课', minutes: 30, content: ['cloud://env.bucket/lesson/1.mp4'] },
        { title: '' },
      ],
      totalFen: 9_999,
      originalFen: 20_001,
      rungs: [{ key: 's', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [1, 1] } }],
      cover: 'cloud://env.bucket/cover/a.jpg',
      pictures: ['cloud://env.bucket/cover/b.jpg'],
    };
    for (const course of [courseRead(), courseRead(onDemand)]) {
      const { campusIds, region, category, content } = course;
      expect(draftOf(formOf(course))).toEqual({ draft: { campusIds, region, category, content }, typed: [] });
    }
  });

  test('keeps the names of classes that a smaller number hides', () => {
    const fewer = { ...FORM, count: '2' };
    expect(contentOf(fewer).lessons).toHaveLength(2);
    expect(contentOf({ ...fewer, count: '20' })).toEqual(contentOf(FORM));
  });
});

describe('what is typed', () => {
  test('a price of one class makes the exact price of all', () => {
    const form = { ...FORM, priceBy: 'class' as const, perClass: '100.01' };
    expect(totalFenOf(form)).toBe(200_020);
    expect(contentOf(form)).toMatchObject({ totalFen: 200_020, originalFen: 300_000 });
    expect(totalFenOf({ ...form, count: '7' })).toBe(70_007);
  });

  test.each([
    ['total', '12,5', 'totalFen'],
    ['total', '2400.005', 'totalFen'],
    ['total', '9999999', 'totalFen'],
    ['original', '一千', 'originalFen'],
    ['count', '501', 'count'],
    ['count', '2.5', 'count'],
    ['classMinutes', '', 'classMinutes'],
    ['windowHours', '1', 'windowHours'],
    ['planDays', '半年', 'planDays'],
  ])('%s “%s” can not be read, and says so beside its field', (field, text, fault) => {
    expect(typedOf({ ...FORM, [field]: text })).toEqual([fault]);
  });

  test('stages may be separated as one likes, and an unreadable rung leaves the others to be checked', () => {
    for (const text of ['5、5、10', '5 5 10', '5，5，10', '5+5+10'])
      expect(stagesOf(text)).toEqual([5, 5, 10]);
    const stage = { ...addedRung(FORM.rungs, CHOICES), stages: '五、五' };
    const form = { ...FORM, rungs: [stage, ...FORM.rungs] };
    expect(typedOf(form)).toEqual([`rung:${stage.key}`]);
    expect(contentOf(form).rungs.map(({ key }) => key)).toEqual(FORM.rungs.map(({ key }) => key));
  });

  test('of two forms that can not be read none is saved as the other', () => {
    expect(sameDraft(FORM, { ...FORM, total: '24OO' })).toBe(false);
    expect(sameDraft(FORM, { ...FORM, title: `${FORM.title} ` })).toBe(true);
  });
});

describe('a new course', () => {
  test('begins with what is likely, and nothing that nobody said', () => {
    const form = newForm(CHOICES);
    expect(form).toMatchObject({ title: '', total: '', campusIds: [], region: 'guangdong' });
    expect(form.rungs).toEqual([{ key: 'class', serviceKey: 'per-class', kind: 'class', stages: '' }]);
    expect(newForm({ ...CHOICES, campuses: CHOICES.campuses.slice(0, 1) }).campusIds).toEqual(['tianhe']);
  });

  test('each rung has a key of its own and the service that is there', () => {
    const [first] = newForm(CHOICES).rungs;
    if (first === undefined) throw new Error('no rung');
    const second = addedRung([first], CHOICES);
    const third = addedRung([first, second], CHOICES);
    expect([second.kind, third.kind]).toEqual(['stage', 'course']);
    const fourth = addedRung([first, second, third], { services: [] });
    expect([fourth.key, fourth.kind]).toEqual(['stage2', 'stage']);
    expect(addedRung([], { services: CHOICES.services.slice(2) }).serviceKey).toBe('whole-course');
  });
});

test('equal stages hold every class once and never grow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 500 }), fc.integer({ min: 1, max: 6 }), (count, parts) => {
      const sizes = evenStages(count, parts);
      expect(sizes.reduce((total, size) => total + size, 0)).toBe(count);
      expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
      expect(stagesOf(stagesText(sizes))).toEqual(sizes.some((size) => size < 1) ? undefined : sizes);
    }),
  );
});

test('any amount that is stored is typed back to the same fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (totalFen) => {
      const form = formOf(courseRead({ totalFen, originalFen: totalFen }));
      expect(fenOf(form.total)).toBe(totalFen);
      expect(contentOf(form)).toMatchObject({ totalFen, originalFen: totalFen });
    }),
  );
});

describe('names of classes', () => {
  test('are written one a line; more lines make more classes, fewer leave the rest without', () => {
    const form = { ...FORM, count: '2', lessons: [] };
    expect(withTitles(form, '执笔\n点与横\n竖与撇\n\n')).toMatchObject({ count: '3' });
    expect(withTitles(form, '执笔').lessons.map(({ title }) => title)).toEqual(['执笔', '']);
  });

  test('that are missing become numbers, the others stay', () => {
    const form = { ...FORM, count: '2', lessons: [{ title: '执笔', minutes: '', content: [] }] };
    expect(withNumbers(form).lessons.map(({ title }) => title)).toEqual(['执笔', '第 2 次课']);
  });
});
