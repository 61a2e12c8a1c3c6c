import type { CoursePage } from '../../protocol/catalog';

type Rung = CoursePage['rungs'][number];

export const PER_CLASS: Rung = {
  rungKey: 'class',
  unit: { kind: 'class' },
  units: Array.from({ length: 20 }, (_, i) => ({
    no: i + 1,
    name: `第${i + 1}次课`,
    priceFen: 12_000,
    originalFen: 15_000,
    classCount: 1,
  })),
  totalFen: 240_000,
};

export const WHOLE: Rung = {
  rungKey: 'whole',
  unit: { kind: 'course' },
  units: [{ no: 1, name: '全部课程', priceFen: 240_000, originalFen: 300_000, classCount: 20 }],
  totalFen: 240_000,
};

export const STAGES: Rung = {
  rungKey: 'stages',
  unit: { kind: 'stage', sizes: [8, 8, 4] },
  units: [8, 8, 4].map((classCount, i) => ({
    no: i + 1,
    name: `第${i + 1}阶段`,
    priceFen: classCount * 12_000,
    originalFen: classCount * 15_000,
    classCount,
  })),
  totalFen: 240_000,
};

/** 行书入门, as the catalogue gives it on a Sunday in November. */
export function coursePage(changes: Partial<CoursePage> = {}): CoursePage {
  return {
    courseId: 'c1',
    versionId: 'c1-v3',
    version: 3,
    state: 'published',
    title: '行书入门',
    summary: '二十次课写好一篇行书。',
    teacherName: '刘砚秋',
    mode: 'scheduled',
    audience: 'adult',
    subject: 'art',
    category: 'calligraphy',
    region: 'guangdong',
    campuses: [{ id: 'tianhe', name: '天河校区', address: '体育西路 1 号', region: 'guangdong' }],
    classMinutes: 90,
    lessons: Array.from({ length: 20 }, (_, i) => ({ no: i + 1, title: `第 ${i + 1} 讲` })),
    totalFen: 240_000,
    originalFen: 300_000,
    rungs: [PER_CLASS, WHOLE],
    ordinaryPayment: true,
    classPriceFen: 12_000,
    planDays: 98,
    windowHours: 24,
    contract: {
      version: 3,
      hash: 'ab12'.repeat(16),
      text: '先学后付合同\n一、上完再扣。\n二、缺课不扣。\n  三、随时关闭。',
    },
    institution: { name: '青禾书法', licence: '教民 440106', servicePhone: '020-1' },
    pictures: [],
    coming: [
      {
        startsAt: '2026-11-25T19:00:00+08:00',
        endsAt: '2026-11-25T20:30:00+08:00',
        place: '3 号教室',
        online: false,
      },
    ],
    ...changes,
  };
}

/** Sunday 22 November 2026, 9:41 in China. */
export const NOW = Date.parse('2026-11-22T09:41:00+08:00');
