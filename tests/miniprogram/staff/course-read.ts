import type { Choices, CourseRead } from '../../../miniprogram/staff/course/course-form';

export const CHOICES: Choices = {
  institutionName: '青禾书法',
  campuses: [
    { id: 'tianhe', name: '天河校区', region: 'guangdong' },
    { id: 'yuexiu', name: '越秀校区', region: 'guangdong' },
  ],
  regions: [
    { key: 'guangdong', name: '广东' },
    { key: 'beijing', name: '北京' },
  ],
  categories: [
    { key: 'calligraphy', name: '书法' },
    { key: 'other', name: '其他' },
  ],
  teachers: ['刘砚秋'],
  services: ['per-class', 'per-stage', 'whole-course'].map((key) => ({
    ...{ key, maxDays: 365, maxQuantity: 60, maxUnitFen: 500_000 },
  })),
};

/** 行书入门 as the editor gets it: on sale, nothing waits. */
export function courseRead(
  content: Partial<CourseRead['content']> = {},
  changes: Partial<CourseRead> = {},
): CourseRead {
  return {
    ...{ courseId: 'c1', campusIds: ['tianhe'], region: 'guangdong', category: 'calligraphy' },
    ...{ state: 'published', revision: 3, changed: false, version: 1, savedAt: '2026-11-22T09:00:00+08:00' },
    savedBy: '何婉',
    content: {
      ...{ title: '行书入门', summary: '写好一篇行书。', teacherName: '刘砚秋', mode: 'scheduled' },
      ...{ audience: 'adult', subject: 'art', classMinutes: 90, totalFen: 240_000, originalFen: 300_000 },
      lessons: Array.from({ length: 20 }, (_, i) => ({ title: `第 ${i + 1} 讲` })),
      rungs: [
        { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } },
        { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
      ],
      ...{ ordinaryPayment: true, planDays: 320, windowHours: 24, contractText: '一、上完再扣。' },
      ...content,
    },
    pictureLinks: [],
    faults: [],
    verdict: { allowed: true, decided: { text: '广东：微信支付已开放先学后付。' }, also: [] },
    plans: [{ rungKey: 'class', state: 'normal' }],
    ...changes,
  };
}
