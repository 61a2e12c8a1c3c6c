import { OWNER_CODE } from '../../dev/local/product';
import type { RequestOf } from '../../protocol';
import type { Chance } from './chance';
import type { Life } from './life';

type Content = RequestOf<'staff', 'saveCourse'>['content'];

export const STAFF = {
  owner: 'oSimStaff_owner_000000000000',
  academic: 'oSimStaff_academic_000000000',
  teacher: 'oSimStaff_teacher_0000000000',
  assistant: 'oSimStaff_assistant_00000000',
  finance: 'oSimStaff_finance_0000000000',
  auditor: 'oSimStaff_auditor_0000000000',
} as const;

export const PAYERS = ['ann', 'bao', 'cai', 'dai'].map((name) => `oSimPayer_${name}_`.padEnd(28, '0'));
/** WeChat's thresholds are 600, 650 and 700: one is admitted to the lowest only. */
const SCORES = [720, 700, 700, 640];
export const MUCH_FEN = 5_000_000;

const CAMPUS = 'tianhe';
const FILM = 'cloud://lfpl-local.6c66-lfpl-local/lessons/film.mp4';

/** The institution of a history: its people, and two courses on sale, with terms that chance decides. */
export async function openHouse(life: Life, chance: Chance): Promise<void> {
  const { owner } = STAFF;
  await life.surely(owner, 'staff', 'claimOwner', { code: OWNER_CODE, name: '沈知远' });
  await life.surely(owner, 'staff', 'saveInstitution', {
    ...{ name: '青禾书法', licence: '教民 4401066 0000018 号', servicePhone: '020-00000000' },
    ...{ region: 'guangdong', mode: 'pay-after' },
    campuses: [{ id: CAMPUS, name: '天河校区', address: '体育西路 1 号', region: 'guangdong' }],
  });
  const roles = {
    academic: 'academic',
    teacher: 'teacher',
    assistant: 'teacher',
    finance: 'finance',
    auditor: 'finance',
  } as const;
  for (const [name, role] of Object.entries(roles)) {
    const { code } = await life.surely(owner, 'staff', 'invite', { name, roles: [role], campusIds: [] });
    await life.surely(STAFF[name as keyof typeof roles], 'staff', 'accept', { code });
  }
  await life.surely(owner, 'finance', 'saveLimits', {
    ...{ fourEyesAboveFen: chance.pick([2_000, 8_000, 100_000]), objectionDays: chance.pick([1, 7]) },
    silenceDays: chance.pick([30, 60]),
  });
  for (const [i, openid] of PAYERS.entries())
    life.at.pay.people.put(openid, { score: SCORES[i] ?? 700, balanceFen: MUCH_FEN });
  const kinds = chance.shuffled(['scheduled', 'scheduled', 'on-demand'] as const).slice(0, 2);
  for (const [i, kind] of kinds.entries()) await publish(life, contentOf(chance, kind, i + 1));
}

async function publish(life: Life, content: Content): Promise<void> {
  const head = { campusIds: [CAMPUS], region: 'guangdong', category: 'calligraphy' };
  const { courseId } = await life.surely(STAFF.academic, 'staff', 'saveCourse', { ...head, content });
  const answer = await life.surely(STAFF.academic, 'staff', 'publishCourse', { courseId });
  if (!answer.published) throw new Error(JSON.stringify(answer.faults));
}

function contentOf(chance: Chance, mode: 'scheduled' | 'on-demand', no: number): Content {
  const count = mode === 'scheduled' ? chance.between(2, 6) : chance.between(1, 3);
  const content = mode === 'on-demand' ? { content: [FILM] } : {};
  const totalFen = Math.max(count, chance.pick([1, 3_333, 60_001, 10_000 * count, 9_999 * count + 1]));
  return {
    ...{ title: `第${no}门课`, summary: '从楷书开始', teacherName: '王老师', mode },
    ...{ audience: 'adult', subject: 'art', classMinutes: 60, ordinaryPayment: true },
    lessons: Array.from({ length: count }, (_, i) => ({ title: `第${i + 1}讲`, ...content })),
    ...{ totalFen, originalFen: totalFen, rungs: rungsOf(mode, count) },
    ...{ planDays: 120, windowHours: chance.pick([2, 24, 72]), contractText: '培训服务合同' },
  };
}

function rungsOf(mode: 'scheduled' | 'on-demand', count: number): Content['rungs'] {
  const byClass = { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' as const } };
  if (mode === 'on-demand' || count < 3) return [byClass];
  // The shorter stage comes second, so that prices never rise.
  const sizes = [Math.ceil(count / 2), Math.floor(count / 2)];
  return [
    byClass,
    { key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes } },
    { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
  ];
}

/** Where and by whom a class of a course is taught. */
export function placeOf(chance: Chance, courseId: string) {
  return {
    ...{ courseId, campusId: CAMPUS, title: '书法课', place: '301 教室', online: false },
    teacherId: chance.pick([STAFF.teacher, STAFF.assistant]),
    ...{ capacity: chance.pick([1, 2, 10]), material: [] },
  };
}
