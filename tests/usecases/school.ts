import type { RequestOf } from '../../protocol';
import { OWNER_CODE, World } from './world';

type Content = RequestOf<'staff', 'saveCourse'>['content'];
type Institution = Omit<RequestOf<'staff', 'saveInstitution'>, 'requestId'>;

export const OWNER = 'o-owner';
export const TEACHER = 'o-teacher';
export const ACADEMIC = 'o-academic';
export const FINANCE = 'o-finance';
export const PAYER = 'o-payer';

export const INSTITUTION: Institution = {
  name: '阳光书院',
  licence: '粤教民 1234567',
  servicePhone: '0755-1234567',
  region: 'guangdong',
  mode: 'pay-after',
  campuses: [
    { id: 'north', name: '北校区', address: '北环路 1 号', region: 'guangdong' },
    { id: 'south', name: '南校区', address: '南环路 2 号', region: 'guangdong' },
  ],
};

/** An adult calligraphy course, ¥100 a class. */
export function calligraphy(changes: Partial<Content> = {}, classes = 10): Content {
  return {
    title: '成人书法',
    summary: '从楷书开始',
    teacherName: '王老师',
    mode: 'scheduled',
    audience: 'adult',
    subject: 'art',
    classMinutes: 90,
    lessons: Array.from({ length: classes }, (_, index) => ({ title: `第${index + 1}讲` })),
    totalFen: classes * 10_000,
    originalFen: classes * 12_000,
    rungs: [
      { key: 'per-class', serviceKey: 'per-class', unit: { kind: 'class' } },
      { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
    ],
    ordinaryPayment: true,
    planDays: 365,
    windowHours: 24,
    contractText: '培训服务合同',
    ...changes,
  };
}

/** A school with its owner, a teacher, an academic and a finance person, and a described institution. */
export async function openSchool(world = new World()): Promise<World> {
  await world.call(OWNER, 'staff', 'claimOwner', { code: OWNER_CODE, name: '林校长' });
  await world.call(OWNER, 'staff', 'saveInstitution', INSTITUTION);
  await join(world, TEACHER, '王老师', ['teacher']);
  await join(world, ACADEMIC, '陈教务', ['academic']);
  await join(world, FINANCE, '赵财务', ['finance']);
  return world;
}

/** Invites somebody and lets her accept. */
export async function join(
  world: World,
  openid: string,
  name: string,
  roles: RequestOf<'staff', 'invite'>['roles'],
  campusIds: string[] = [],
): Promise<void> {
  const { code } = await world.call(OWNER, 'staff', 'invite', { name, roles, campusIds });
  await world.call(openid, 'staff', 'accept', { code });
}

/** A course on sale. */
export async function publish(
  world: World,
  content: Content = calligraphy(),
  campusIds = ['north'],
): Promise<string> {
  const { courseId } = await world.call(OWNER, 'staff', 'saveCourse', {
    campusIds,
    region: 'guangdong',
    category: 'calligraphy',
    content,
  });
  const answer = await world.call(OWNER, 'staff', 'publishCourse', { courseId });
  if (!answer.published) throw new Error(JSON.stringify(answer.faults));
  return courseId;
}

/** A student of this payer's who has signed the course: her active order. */
export async function enrol(
  world: World,
  courseId: string,
  who: { openid?: string; name?: string; rungKey?: string } = {},
): Promise<string> {
  const { openid = PAYER, name = '李小梅', rungKey = 'per-class' } = who;
  const { studentId } = await world.call(openid, 'signing', 'addStudent', {
    name,
    birthYear: 1990,
    relation: 'self',
  });
  const { contract } = await world.call(openid, 'catalog', 'read', { courseId });
  const { orderId } = await world.call(openid, 'signing', 'order', {
    courseId,
    studentId,
    rungKey,
    contractVersion: contract.version,
    contractHash: contract.hash,
  });
  await world.call(openid, 'signing', 'sign', { orderId, rungKey });
  world.pay.signLast();
  const order = await world.call(openid, 'signing', 'refresh', { orderId });
  if (order.state !== 'active') throw new Error(`order is ${order.state}`);
  return orderId;
}

/** A class of the course at the north campus; make-ups and other changes by name. */
export async function scheduleAt(
  world: World,
  courseId: string,
  startsAt: string,
  changes: Partial<RequestOf<'staff', 'scheduleClass'>> = {},
): Promise<string> {
  const { classIds } = await world.call(
    ACADEMIC,
    'staff',
    'scheduleClass',
    classRequest(courseId, startsAt, changes),
  );
  const [classId] = classIds;
  if (classId === undefined) throw new Error('no class');
  return classId;
}

export function classRequest(
  courseId: string,
  startsAt: string,
  changes: Partial<RequestOf<'staff', 'scheduleClass'>> = {},
): Omit<RequestOf<'staff', 'scheduleClass'>, 'requestId'> {
  return {
    courseId,
    campusId: 'north',
    title: '书法课',
    place: '301 教室',
    online: false,
    teacherId: TEACHER,
    capacity: 10,
    material: [{ kind: 'text', title: '准备', text: '带毛笔' }],
    startsAt,
    makeUp: false,
    orderIds: [],
    ...changes,
  };
}
