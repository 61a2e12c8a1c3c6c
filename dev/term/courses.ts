import type { RequestOf } from '../../protocol';

type Content = RequestOf<'staff', 'saveCourse'>['content'];

/** A course of the term with its timetable; `learners` says how many of the sixty take it. */
export interface TermCourse {
  category: string;
  campusId: string;
  content: Content;
  rungKey: string;
  learners: number;
  /** How many pay each class directly instead, and how many of them come. */
  ordinary: { chose: number; came: number };
  /** How many look at it in a week. */
  views: number;
  place: string;
  /** 1 Monday … 7 Sunday. */
  weekdays: number[];
  startsAtClock: string;
  fromDay: string;
  count: number;
}

const CONTRACT = [
  '先学后付培训服务合同',
  '一、课程按价格表的扣费节点收费。每个节点的课上完、异议期结束后才扣费。',
  '二、点名到课才计入扣费；请假、缺课不扣费，可以补课，补课按原节点扣费。',
  '三、点名后 24 小时内可以提出异议，处理完之前不扣费。',
  '四、学员可以随时关闭扣费。没有上的课永不扣费，已上未扣的课按关闭结算单结清。',
  '五、价格在签约后不上涨。',
  '六、机构六十天没有排课的，机构停止扣费计划并发出关闭结算单。',
].join('\n');

const COMMON = {
  mode: 'scheduled',
  audience: 'adult',
  ordinaryPayment: true,
  windowHours: 24,
  planDays: 320,
  contractText: CONTRACT,
} as const;

function lessons(titles: string, count: number): Content['lessons'] {
  const names = titles.split('、');
  return Array.from({ length: count }, (_, i) => ({ title: names[i] ?? `第 ${i + 1} 课 综合练习` }));
}

const CALLIGRAPHY_LESSONS =
  '执笔与坐姿、点与横、竖与撇、捺与钩、转折与连带、使转与牵丝、提按与节奏、偏旁简写、省笔与借笔、常用字四十、欹正与重心、疏密、大小错落、行气、临《兰亭序》一、临《兰亭序》二、留白、落款与钤印、创作一、创作二与展评';

export const TERM: TermCourse[] = [
  {
    category: 'calligraphy',
    campusId: 'tianhe',
    place: '3 号教室',
    weekdays: [3, 6],
    startsAtClock: '14:00',
    fromDay: '2026-10-31',
    count: 20,
    rungKey: 'class',
    learners: 16,
    ordinary: { chose: 7, came: 5 },
    views: 64,
    content: {
      ...COMMON,
      title: '行书入门',
      subject: 'art',
      summary: '二十课时，从执笔到一幅完整的行书作品。每周三、周六各一次，小班十六人。',
      teacherName: '刘砚秋',
      classMinutes: 90,
      lessons: lessons(CALLIGRAPHY_LESSONS, 20),
      totalFen: 240_000,
      originalFen: 300_000,
      rungs: [
        { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } },
        { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
      ],
    },
  },
  {
    category: 'painting',
    campusId: 'tianhe',
    place: '画室',
    weekdays: [7],
    startsAtClock: '09:30',
    fromDay: '2026-09-13',
    count: 16,
    rungKey: 'stage',
    learners: 12,
    ordinary: { chose: 4, came: 3 },
    views: 28,
    content: {
      ...COMMON,
      title: '油画静物',
      subject: 'art',
      summary: '四个阶段，从素描起稿到完成一幅静物。',
      teacherName: '江予白',
      classMinutes: 120,
      lessons: lessons(
        '构图、起稿、比例、明暗、色相、冷暖、调色、铺色、质感、光影、衬布、玻璃、水果、花卉、整合、完成',
        16,
      ),
      totalFen: 320_000,
      originalFen: 320_000,
      rungs: [{ key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [4, 4, 4, 4] } }],
    },
  },
  {
    category: 'fitness',
    campusId: 'yuexiu',
    place: '静室',
    weekdays: [2, 4],
    startsAtClock: '07:00',
    fromDay: '2026-10-13',
    count: 24,
    rungKey: 'class',
    learners: 14,
    ordinary: { chose: 7, came: 5 },
    views: 52,
    content: {
      ...COMMON,
      title: '晨间流瑜伽',
      subject: 'sport',
      summary: '早晨一小时，二十四次课形成自己的练习。',
      teacherName: '宁知微',
      classMinutes: 60,
      lessons: lessons('呼吸、站立、拜日一、拜日二、平衡、扭转、前屈、后弯、髋、肩', 24),
      totalFen: 216_000,
      originalFen: 240_000,
      rungs: [
        { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } },
        { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
      ],
    },
  },
  {
    category: 'driving',
    campusId: 'yuexiu',
    place: '训练场 2 号车',
    weekdays: [6],
    startsAtClock: '08:30',
    fromDay: '2026-10-10',
    count: 12,
    rungKey: 'stage',
    learners: 10,
    ordinary: { chose: 3, came: 2 },
    views: 40,
    content: {
      ...COMMON,
      title: 'C1 手动挡周末班',
      subject: 'driving',
      summary: '科目二、科目三，四个阶段，学完一个阶段扣一次费。',
      teacherName: '安行之',
      classMinutes: 180,
      lessons: lessons(
        '座椅与方向、起步与停车、倒车入库一、倒车入库二、侧方停车、曲线行驶、直角转弯、坡道起步、路口、变道与超车、夜间灯光、模拟考试',
        12,
      ),
      totalFen: 480_000,
      originalFen: 520_000,
      rungs: [{ key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [3, 3, 3, 3] } }],
    },
  },
  {
    category: 'photography',
    campusId: 'tianhe',
    place: '影棚',
    weekdays: [5],
    startsAtClock: '19:00',
    fromDay: '2026-10-16',
    count: 8,
    rungKey: 'whole',
    learners: 8,
    ordinary: { chose: 4, came: 3 },
    views: 36,
    content: {
      ...COMMON,
      title: '手机摄影',
      subject: 'art',
      summary: '八次课学会构图、光线和后期，学完再扣一次。',
      teacherName: '江予白',
      classMinutes: 90,
      lessons: lessons('构图、光线、人像、街拍、静物、夜景、后期、作品讲评', 8),
      totalFen: 96_000,
      originalFen: 96_000,
      rungs: [{ key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } }],
    },
  },
];
