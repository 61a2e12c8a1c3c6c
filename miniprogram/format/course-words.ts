import type { CourseContentView } from '../../protocol/course-view';

type Word<K extends 'audience' | 'subject' | 'mode'> = Record<CourseContentView[K], string>;

/** Whom a course is for. */
export const AUDIENCE_NAMES: Word<'audience'> = {
  adult: '成人',
  teenager: '12–18 岁',
  child: '6–12 岁',
  preschool: '学龄前',
};

/** What the region's rules ask about: what is taught, not how the catalogue calls it. */
export const SUBJECT_NAMES: Word<'subject'> = {
  art: '艺术',
  sport: '体育',
  coding: '科技编程',
  reading: '阅读',
  vocational: '职业技能',
  driving: '驾驶',
  language: '外语',
  academic: '学科',
  other: '其他',
};

/** How a course is taught. */
export const MODE_NAMES: Word<'mode'> = { scheduled: '按课表上课', 'on-demand': '点播' };
