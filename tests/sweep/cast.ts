import { enrol, lookAtOffers, order } from '../../dev/demo/enrol';
import { STAFF } from '../../dev/demo/institution';
import type { Stage } from '../../dev/demo/stage';
import { Timeline } from '../../dev/demo/timeline';
import type { ControlClient } from '../../dev/local/control-client';
import { TERM } from '../../dev/term/courses';
import { LIN, sixtyPeople, visitor } from '../../dev/term/people';
import type { RequestOf } from '../../protocol';
import { filmFile, paperFile, pictureFile } from './files';

type Content = RequestOf<'staff', 'saveCourse'>['content'];

const neighbour = (index: number) => {
  const person = sixtyPeople()[index];
  if (person === undefined) throw new Error(`nobody is number ${index}`);
  return person;
};

/** Who holds a phone in the sweep, and why she is worth a look. */
export const PEOPLE = {
  /** In the middle of her course, her last class in its objection window. */
  lin: LIN.openid,
  /** Has never been here. */
  newcomer: 'oLearner_new_00000000000000',
  /** Owes a class; the next seat is on hold. */
  owing: neighbour(5).openid,
  /** Has objected, and nobody has decided yet. */
  objecting: neighbour(9).openid,
  /** Her objection was granted in part. */
  lowered: neighbour(2).openid,
  /** Asked a refund. */
  refunding: neighbour(6).openid,
  /** Was absent, the same order stays open. */
  absent: neighbour(3).openid,
  /** Closed her deduction. */
  closed: neighbour(23).openid,
  /** A stage of a course is in its window. */
  stage: neighbour(46).openid,
  /** Owes a whole stage. */
  owingStage: neighbour(16).openid,
  /** Pays once after the whole course. */
  whole: neighbour(52).openid,
  /** Came back from WeChat unsigned. */
  unsigned: 'oLearner_unsigned_000000000',
  /** Goes on without a signature. */
  ordinary: 'oLearner_ordinary_000000000',
  /** Paid each class herself, forgot the last one and left. */
  ordinaryOwing: visitor(3).openid,
  /** Takes an on-demand course. */
  viewer: 'oLearner_viewer_00000000000',
  /** Everything about her is as long as it may be. */
  long: 'oLearner_long_0000000000000',
  ...STAFF,
} as const;

export type Who = keyof typeof PEOPLE;

const LONG_TITLE = '零基础成人书法从执笔到完整作品周末小班';
const LONG_WORDS =
  '周末白班与工作日晚班均可任选含文房四宝材料费与作品装裱费不满意可以随时换班或者请假补课直到学会为止';
const LONG_PERSON = '欧阳上官司徒诸葛慕容端木南宫东方夏侯';

/** What the rows of the table need to know of the institution. */
export interface Cast {
  readonly people: typeof PEOPLE;
  /** The one order of each person, by openid. */
  readonly orderOf: Readonly<Record<string, string>>;
  readonly courses: Readonly<
    Record<'calligraphy' | 'long' | 'onDemand' | 'stopped' | 'stages' | 'draft', string>
  >;
  readonly classes: Readonly<Record<'next' | 'taught' | 'moved' | 'cancelled' | 'now', string>>;
}

/** Whoever the term does not have moves into the living institution. */
export async function moveIn(control: ControlClient): Promise<Cast> {
  const stage: Stage = { control, timeline: new Timeline(control), staff: STAFF, tell: async () => {} };
  const { courses } = await control.call(STAFF.academic, 'staff', 'listCourses', {});
  const courseNamed = (title: string): string =>
    courses.find((course) => course.title === title)?.courseId ?? '';
  const calligraphy = courseNamed('行书入门');
  const long = await longCourse(stage);
  const onDemand = await onDemandCourse(stage, control);
  const stopped = await publish(stage, { ...content('手机摄影'), title: '手机摄影暑期班' });
  await control.call(STAFF.academic, 'staff', 'stopSelling', { courseId: stopped });
  const draft = await draftCourse(stage);
  const orders = {
    [PEOPLE.long]: await enrol(stage, applicant(PEOPLE.long, LONG_PERSON), long, 'class'),
    [PEOPLE.viewer]: await enrol(stage, applicant(PEOPLE.viewer, '唐一川'), onDemand, 'class'),
    [PEOPLE.unsigned]: await leftUnsigned(stage, calligraphy),
    [PEOPLE.ordinary]: await withoutSignature(stage, calligraphy),
  };
  await firstLesson(control, orders[PEOPLE.viewer] ?? '');
  const orderOf: Record<string, string> = { ...orders, ...(await ordersOfTheTerm(control)) };
  await workForFinance(control, orderOf);
  const classes = await timetable(control, calligraphy);
  await moreClasses(control, calligraphy, orderOf[PEOPLE.absent] ?? '');
  return {
    people: PEOPLE,
    orderOf,
    courses: { calligraphy, long, onDemand, stopped, draft, stages: courseNamed('油画静物') },
    classes: { ...classes, now: await classOfNow(control) },
  };
}

const applicant = (openid: string, name: string) => ({ openid, name, birthYear: 1990, score: 760 });

const content = (title: string): Content => {
  const course = TERM.find((other) => other.content.title === title);
  if (course === undefined) throw new Error(`the term has no ${title}`);
  return course.content;
};

/** Saved, and not ready to be published: no contract, and stages whose prices rise. */
async function draftCourse({ control }: Stage): Promise<string> {
  const { courseId } = await control.call(STAFF.academic, 'staff', 'saveCourse', {
    ...{ campusIds: ['tianhe'], region: 'guangdong', category: 'painting' },
    content: {
      ...content('油画静物'),
      title: '水彩风景',
      contractText: '',
      rungs: [{ key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [4, 8, 4] } }],
    },
  });
  return courseId;
}

async function publish({ control }: Stage, course: Content): Promise<string> {
  const { courseId } = await control.call(STAFF.academic, 'staff', 'saveCourse', {
    ...{ campusIds: ['tianhe', 'yuexiu'], region: 'guangdong', category: 'calligraphy', content: course },
  });
  const { faults } = await control.call(STAFF.academic, 'staff', 'publishCourse', { courseId });
  if (faults.length > 0) throw new Error(`${course.title}: ${JSON.stringify(faults)}`);
  return courseId;
}

function longCourse(stage: Stage): Promise<string> {
  return publish(stage, {
    ...content('行书入门'),
    title: LONG_TITLE,
    summary: `${LONG_WORDS}。`.repeat(6),
    teacherName: LONG_PERSON,
    lessons: content('行书入门').lessons.map(({ title }) => ({
      title: `${title}，${LONG_WORDS.slice(0, 40)}`,
    })),
    rungs: content('行书入门').rungs.slice(0, 1),
    totalFen: 19_999_980,
    originalFen: 22_345_678,
  });
}

async function onDemandCourse(stage: Stage, control: ControlClient): Promise<string> {
  const film = await upload(control, 'lessons/brush.mp4', filmFile());
  const paper = await upload(control, 'lessons/copybook.pdf', paperFile());
  const picture = await upload(control, 'lessons/stroke.png', pictureFile());
  return publish(stage, {
    ...content('行书入门'),
    mode: 'on-demand',
    title: '临帖录像课',
    summary: '六节录像，跟着写一遍《兰亭序》的开头。',
    lessons: ['永和九年', '岁在癸丑', '暮春之初', '会于会稽', '山阴之兰亭', '修禊事也'].map((title) => ({
      ...{ title, minutes: 18, content: [film, paper, picture] },
    })),
    totalFen: 18_000,
    originalFen: 18_000,
    rungs: [{ key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } }],
  });
}

async function upload(control: ControlClient, name: string, content: Buffer): Promise<string> {
  const { fileID } = await control.post<{ fileID: string }>('/files/upload', {
    ...{ openid: STAFF.academic, path: name, content: content.toString('base64') },
  });
  return fileID;
}

/** She went to WeChat's sign page and came back without a signature. */
async function leftUnsigned(stage: Stage, courseId: string): Promise<string> {
  const who = { ...applicant(PEOPLE.unsigned, '周然'), score: 560 };
  const orderId = await ordered(stage, who, courseId);
  const { package: pack } = await stage.control.call(who.openid, 'signing', 'sign', {
    orderId,
    rungKey: 'class',
  });
  await stage.control.sign(pack, 'leave');
  return orderId;
}

async function withoutSignature(stage: Stage, courseId: string): Promise<string> {
  const who = applicant(PEOPLE.ordinary, '苏合');
  const orderId = await ordered(stage, who, courseId);
  await stage.control.call(who.openid, 'signing', 'payEachClass', { orderId });
  return orderId;
}

async function ordered(stage: Stage, who: ReturnType<typeof applicant>, courseId: string): Promise<string> {
  const { studentId, offers } = await lookAtOffers(stage, who, courseId);
  return order(stage, who, courseId, { studentId, rungKey: 'class', contract: offers.contract });
}

/** She has seen the first lesson to its end and begun none after it. */
async function firstLesson(control: ControlClient, orderId: string): Promise<void> {
  await control.call(PEOPLE.viewer, 'classroom', 'startLesson', { orderId, lessonNo: 1 });
  await control.call(PEOPLE.viewer, 'classroom', 'finishLesson', { orderId, lessonNo: 1 });
}

async function ordersOfTheTerm(control: ControlClient): Promise<Record<string, string>> {
  const staff: readonly string[] = Object.values(STAFF);
  const found: Record<string, string> = {};
  for (const openid of Object.values(PEOPLE).filter((other) => !staff.includes(other))) {
    const { orders } = await control.call(openid, 'signing', 'list', {});
    if (orders[0] !== undefined) found[openid] = orders[0].orderId;
  }
  return found;
}

/** The coming classes of a course: the next gets pictures and a paper, a later one other times, another is cancelled. */
async function timetable(control: ControlClient, courseId: string): Promise<Omit<Cast['classes'], 'now'>> {
  const { classes } = await control.call(STAFF.academic, 'staff', 'listClasses', {
    ...{ from: '2026-11-16T00:00:00+08:00', to: '2026-12-20T00:00:00+08:00', courseId },
  });
  const taught = classes.findLast((cls) => cls.state === 'held');
  const [next, , moved, cancelled] = classes.filter((cls) => cls.state === 'scheduled');
  if (!taught || !next || !moved || !cancelled) throw new Error('the course has too few classes');
  await control.call(STAFF.academic, 'staff', 'saveMaterial', {
    classId: next.classId,
    material: [
      { kind: 'text', title: '课前准备', text: '带好毛笔、墨和毡子，提前十分钟到教室。' },
      {
        kind: 'image',
        title: '提按示范图',
        fileId: await upload(control, 'material/stroke.png', pictureFile()),
      },
      {
        kind: 'pdf',
        title: '《兰亭序》字帖',
        fileId: await upload(control, 'material/copybook.pdf', paperFile()),
      },
    ],
  });
  const later = new Date(Date.parse(moved.startsAt) + 2 * 3_600_000).toISOString();
  await control.call(STAFF.academic, 'staff', 'reschedule', { classId: moved.classId, startsAt: later });
  await control.call(STAFF.academic, 'staff', 'cancelClass', {
    classId: cancelled.classId,
    reason: '教室检修',
  });
  return {
    next: next.classId,
    taught: taught.classId,
    moved: moved.classId,
    cancelled: cancelled.classId,
  };
}

/** Two classes, each for one who missed hers, to which another may come too: in one there is room, the other is full. */
async function moreClasses(control: ControlClient, courseId: string, another: string): Promise<void> {
  const { orders } = await control.call(STAFF.academic, 'staff', 'makeUpsDue', { courseId });
  const [first, second] = orders.map(({ orderId }) => orderId).filter((orderId) => orderId !== another);
  if (first === undefined || second === undefined) throw new Error('too few have missed a class');
  for (const [orderId, startsAt, capacity] of [
    [first, '2026-11-24T19:00:00+08:00', 6],
    [second, '2026-11-29T15:00:00+08:00', 1],
  ] as const) {
    await control.call(STAFF.academic, 'staff', 'scheduleClass', {
      ...{ courseId, campusId: 'tianhe', title: '行书入门', place: '2 号教室', online: false, capacity },
      ...{ teacherId: STAFF.teacher, material: [], makeUp: false, orderIds: [orderId], startsAt },
    });
  }
}

/** The class that has begun eleven minutes ago. */
async function classOfNow(control: ControlClient): Promise<string> {
  const { classes } = await control.call(STAFF.academic, 'staff', 'listClasses', {
    ...{ from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00' },
  });
  return classes[0]?.classId ?? '';
}

/** An invoice is asked for, and an act that needs a second person. */
async function workForFinance(control: ControlClient, orderOf: Record<string, string>): Promise<void> {
  await control.call(PEOPLE.absent, 'signing', 'askInvoice', {
    ...{ orderId: orderOf[PEOPLE.absent] ?? '', unitNos: [1, 2], titleKind: 'organisation' },
    ...{ title: '广州市天河区青禾木文化传播有限责任公司', taxNumber: '91350100M000100Y43' },
  });
  const limits = await control.call(STAFF.owner, 'finance', 'readLimits', {});
  await control.call(STAFF.owner, 'finance', 'saveLimits', { ...limits, fourEyesAboveFen: 50_000 });
  await control.call(STAFF.finance, 'finance', 'askAct', {
    ...{ kind: 'waive', orderId: orderOf[PEOPLE.owingStage] ?? '', unitNo: 1, proof: [] },
    reason: '学员生病住院，学校决定这一阶段不收了，等负责人同意。',
  });
}
