import type { RequestOf } from '../../protocol';
import { type Controls, Surprise } from '../local/controls';
import { OWNER_CODE } from '../local/product';
import type { Stage } from './stage';

type Content = RequestOf<'staff', 'saveCourse'>['content'];

export const STAFF = {
  owner: 'oStaff_owner_shen_0000000000',
  academic: 'oStaff_academic_he_000000000',
  teacher: 'oStaff_teacher_liu_000000000',
  finance: 'oStaff_finance_song_00000000',
} as const;

const CONTRACT = [
  '先学后付合同',
  '一、课程按价格表的扣费节点收费，每个节点上完课后才扣费。',
  '二、缺课不扣费，可以补课；补课按原节点扣费。',
  '三、点名后 24 小时内可以提出异议，处理完之前不扣费。',
  '四、学员可以随时关闭扣费，没有上的课永不扣费。',
].join('\n');

/** The institution of the demo, described by its owner, with one person for each role. */
export async function openInstitution(control: Controls): Promise<void> {
  const { owner } = STAFF;
  await control.call(owner, 'staff', 'claimOwner', { code: OWNER_CODE, name: '沈知远' });
  await control.call(owner, 'staff', 'saveInstitution', {
    name: '青禾书法',
    licence: '教民 4401066 0000018 号',
    servicePhone: '020-00000000',
    region: 'guangdong',
    mode: 'pay-after',
    campuses: [{ id: 'tianhe', name: '天河校区', address: '广州市天河区体育西路 1 号', region: 'guangdong' }],
  });
  await invite(control, STAFF.academic, '何婉', 'academic');
  await invite(control, STAFF.teacher, '刘砚秋', 'teacher');
  await invite(control, STAFF.finance, '宋清', 'finance');
}

async function invite(
  control: Controls,
  openid: string,
  name: string,
  role: 'academic' | 'teacher' | 'finance',
): Promise<void> {
  const { code } = await control.call(STAFF.owner, 'staff', 'invite', { name, roles: [role], campusIds: [] });
  await control.call(openid, 'staff', 'accept', { code });
}

const COMMON = {
  mode: 'scheduled',
  audience: 'adult',
  subject: 'art',
  ordinaryPayment: true,
  windowHours: 24,
  contractText: CONTRACT,
} as const;

function lessons(titles: readonly string[], count: number): Content['lessons'] {
  return Array.from({ length: count }, (_, i) => ({
    title: titles[i % titles.length] ?? `第 ${i + 1} 次课`,
  }));
}

/** Twenty weekly classes, charged class by class, or at once after the whole course. */
export const CALLIGRAPHY: Content = {
  ...COMMON,
  title: '行书入门',
  summary: '从执笔到创作，二十次课写好一篇行书。',
  teacherName: '刘砚秋',
  classMinutes: 90,
  lessons: lessons(
    ['执笔与坐姿', '点与横', '竖与撇', '捺与钩', '转折与连带', '使转与牵丝', '提按与节奏', '偏旁简写'],
    20,
  ),
  totalFen: 240_000,
  originalFen: 300_000,
  planDays: 320,
  rungs: [
    { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
    { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } },
  ],
};

/** Sixteen classes in four stages of four. */
export const PAINTING: Content = {
  ...COMMON,
  title: '油画静物',
  summary: '四个阶段，从素描起稿到完成一幅静物。',
  teacherName: '刘砚秋',
  classMinutes: 120,
  lessons: lessons(['起稿', '明暗', '色彩', '质感'], 16),
  totalFen: 320_000,
  originalFen: 320_000,
  planDays: 280,
  rungs: [{ key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [4, 4, 4, 4] } }],
};

/** Six classes, paid once after the last. */
export const PHOTOGRAPHY: Content = {
  ...COMMON,
  title: '手机摄影',
  summary: '六次课学会构图、光线和后期。',
  teacherName: '刘砚秋',
  classMinutes: 60,
  lessons: lessons(['构图', '光线', '人像', '街拍', '静物', '后期'], 6),
  totalFen: 90_000,
  originalFen: 90_000,
  planDays: 200,
  rungs: [{ key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } }],
};

/** Saves and publishes a course; WeChat's plans are created on the way. */
export async function publish(stage: Stage, category: string, content: Content): Promise<string> {
  const { control, staff } = stage;
  const { courseId, faults } = await control.call(staff.academic, 'staff', 'saveCourse', {
    campusIds: ['tianhe'],
    region: 'guangdong',
    category,
    content,
  });
  if (faults.length > 0) throw new Surprise(`${content.title}: ${JSON.stringify(faults)}`);
  const { published } = await control.call(staff.academic, 'staff', 'publishCourse', { courseId });
  if (!published) throw new Surprise(`${content.title} is not on sale`);
  return courseId;
}
