import { type Row, rowsOf } from './rows';

const part = (name: string): string => `.section-head >> ${name}`;

/** The staff's pages of courses: the list, and every part of the form, filled, faulty and empty. */
export const COURSE_ROWS: readonly Row[] = [
  ...rowsOf({
    page: 'staff/courses/courses',
    as: 'academic',
    states: [
      { state: 'ready', sees: '行书入门' },
      { state: 'stopped', steps: ['.chip >> 已停售'], sees: '手机摄影暑期班' },
      { state: 'drafts', steps: ['.chip >> 草稿'], sees: '发布前还有 2 处要改' },
      { state: 'nothing-found', steps: [{ type: '没有的课', into: '搜课程、老师' }], sees: '.message' },
      { state: 'teacher', as: 'teacher', sees: '行书入门' },
    ],
  }),
  ...rowsOf({
    page: 'staff/course/course',
    as: 'academic',
    query: ({ courses }) => `id=${courses.calligraphy}`,
    states: [
      { state: 'new', query: () => '', sees: '还没有保存' },
      { state: 'on-sale', sees: '停止报名' },
      { state: 'stopped', query: ({ courses }) => `id=${courses.stopped}`, sees: '已停售' },
      { state: 'basics', steps: [part('基本信息')], sees: '教什么' },
      {
        state: 'refused',
        steps: [part('基本信息'), '.chip >> 6–12 岁', '.chip >> 外语'],
        sees: '这门课不能开设先学后付',
      },
      {
        state: 'place',
        query: ({ courses }) => `id=${courses.stages}`,
        steps: [part('校区与地区')],
        sees: '复制出处链接',
      },
      { state: 'pictures', steps: [part('图片')], sees: '选封面' },
      { state: 'lessons', steps: [part('课次与内容')], sees: '一次写好名称' },
      { state: 'lesson-names', steps: [part('课次与内容'), '一次写好名称'], sees: '写好了' },
      {
        state: 'lesson',
        query: ({ courses }) => `id=${courses.onDemand}`,
        steps: [part('课次与内容'), '.lesson >> 永和九年'],
        sees: '聊天里的文件',
      },
      { state: 'price', steps: [part('价格与扣费')], sees: '全部学完共' },
      {
        state: 'price-rises',
        query: ({ courses }) => `id=${courses.stages}`,
        steps: [part('价格与扣费'), { type: '4、8、4', into: '各阶段课次' }],
        sees: '不允许价格上升',
      },
      {
        state: 'price-unreadable',
        query: ({ courses }) => `id=${courses.stages}`,
        steps: [part('价格与扣费'), { type: '12,5', into: '总价' }],
        sees: '写成数字',
      },
      { state: 'terms', steps: [part('规则')], sees: '请假、缺课不扣费' },
      { state: 'contract', steps: [part('合同')], sees: '换成模板' },
      {
        state: 'publishing',
        query: ({ courses }) => `id=${courses.draft}`,
        steps: ['.button-primary >> 发布第 1 版'],
        sees: '发布前还有',
      },
      {
        state: 'long',
        query: ({ courses }) => `id=${courses.long}`,
        steps: [part('价格与扣费')],
        sees: '全部学完共',
      },
    ],
  }),
];
