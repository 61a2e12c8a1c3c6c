import { type Row, rowsOf } from './rows';

/** The staff's pages of classes: timetable, one class, scheduling, roll call. */
export const TIMETABLE_ROWS: readonly Row[] = [
  ...rowsOf({
    page: 'staff/timetable/timetable',
    as: 'academic',
    states: [
      { state: 'week', query: () => 'day=2026-11-25', sees: '行书入门' },
      { state: 'filter', steps: ['.pick'], sees: '.t-popup >> 课程' },
      { state: 'teacher', as: 'teacher', sees: '油画静物' },
      { state: 'empty', query: () => 'day=2027-06-01', sees: '没有课' },
    ],
  }),
  ...rowsOf({
    page: 'staff/class/class',
    as: 'academic',
    query: ({ classes }) => `id=${classes.next}`,
    states: [
      { state: 'coming', sees: '行书入门' },
      { state: 'all-students', steps: ['还有'], sees: '行书入门' },
      { state: 'move', steps: ['改时间地点'], sees: '.t-popup >> 地点' },
      { state: 'cancel', steps: ['.act >> 停课'], sees: '.t-popup >> 停课' },
      { state: 'make-up-students', steps: ['加补课学员'], sees: '.t-popup >> 学员' },
      { state: 'moved', query: ({ classes }) => `id=${classes.moved}`, sees: '行书入门' },
      { state: 'cancelled', query: ({ classes }) => `id=${classes.cancelled}`, sees: '行书入门' },
      { state: 'taught', query: ({ classes }) => `id=${classes.taught}`, sees: '行书入门' },
      { state: 'teacher', as: 'teacher', sees: '行书入门' },
    ],
  }),
  ...rowsOf({
    page: 'staff/schedule/schedule',
    as: 'academic',
    query: ({ courses }) => `courseId=${courses.calligraphy}`,
    states: [
      { state: 'single', sees: '行书入门' },
      { state: 'weekly', steps: ['.chip >> 每周'], sees: '机构的假日自动跳过' },
      { state: 'make-up', steps: ['.chip >> 补课'], sees: '.field-name >> 学员' },
      { state: 'new', query: () => '', sees: '课程' },
    ],
  }),
  ...rowsOf({
    page: 'staff/rolls/rolls',
    as: 'teacher',
    states: [{ state: 'ready', sees: '油画静物' }],
  }),
  ...rowsOf({
    page: 'staff/roll-call/roll-call',
    as: 'teacher',
    query: ({ classes }) => `id=${classes.now}`,
    kept: '没有网络，名单是',
    states: [
      { state: 'open', sees: '记为' },
      { state: 'absent', steps: ['.roll-mark >> 缺课', '.tile'], sees: '记为' },
      { state: 'called', query: ({ classes }) => `id=${classes.taught}`, sees: '.tile' },
      {
        state: 'seat',
        query: ({ classes }) => `id=${classes.taught}`,
        steps: ['.tile'],
        sees: '.t-popup >> 点名',
      },
      { state: 'early', query: ({ classes }) => `id=${classes.next}`, sees: '现在只能记请假' },
    ],
  }),
];
