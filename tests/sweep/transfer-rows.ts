import { type Row, rowsOf } from './rows';

/** The staff's page for files in and out. */
export const TRANSFER_ROWS: readonly Row[] = rowsOf({
  page: 'staff/transfer/transfer',
  as: 'academic',
  states: [
    { state: 'in', sees: '看谁已报名' },
    { state: 'in-timetable', steps: ['.chip >> 课表'], sees: '每行一次课' },
    { state: 'expected', steps: ['看谁已报名'], sees: '这门课还没有名单' },
    { state: 'out', steps: ['.mode >> 导出'], sees: '文件里没有微信号和金额' },
    { state: 'out-timetable', steps: ['.mode >> 导出', '.chip >> 课表'], sees: '文件里没有微信号和金额' },
    { state: 'exported', steps: ['.mode >> 导出', '.bar >> 导出'], sees: '.way' },
    { state: 'teacher', as: 'teacher', sees: '已经开始的课' },
  ],
});
