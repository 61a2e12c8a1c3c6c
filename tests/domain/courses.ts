import type { CourseContent } from '../../server/domain/course/course';
import { fen } from '../../server/domain/money';

/** A course content as an editor would have filled it in. */
export function content(changes: Partial<CourseContent> = {}, classCount = 10): CourseContent {
  return {
    title: '吉他入门',
    summary: '十次课学会弹唱',
    teacherName: '王老师',
    mode: 'scheduled',
    audience: 'adult',
    subject: 'art',
    classMinutes: 60,
    lessons: Array.from({ length: classCount }, (_, index) => ({ title: `第${index + 1}讲` })),
    totalFen: fen(100_000),
    originalFen: fen(120_000),
    rungs: [{ key: 'per-class', serviceKey: 'per-class', unit: { kind: 'class' } }],
    ordinaryPayment: true,
    planDays: 200,
    windowHours: 24,
    contractText: '培训服务合同正文',
    ...changes,
  };
}
