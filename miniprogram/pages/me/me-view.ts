import type { ResponseOf } from '../../../protocol';
import { rolesText } from '../../format/role-names';

type Staff = ResponseOf<'staff', 'me'>;

/** One row of the page. */
export interface MeRow {
  key: string;
  icon: string;
  title: string;
  note: string;
  url: string;
  dot: boolean;
}

/** What is kept for her, most asked first. */
export function learnerRows(unread: number): MeRow[] {
  return [
    row(
      'inbox',
      'bell',
      '上课通知',
      '/classroom/inbox/inbox',
      unread === 0 ? '' : `${unread} 条未读`,
      unread > 0,
    ),
    row('vouchers', 'file', '扣费凭证', '/account/vouchers/vouchers', ''),
    row('settings', 'wallet', '扣费服务设置', '/deduction/settings/settings', '随时可以关闭'),
  ];
}

export function accountRows(): MeRow[] {
  return [
    row('students', 'people', '学员', '/account/students/students', '给自己或孩子报名'),
    row('score', 'shield', '关于微信支付分', '/course/score/score', ''),
    row('privacy', 'user', '隐私', '/account/privacy/privacy', ''),
  ];
}

/** The way in for whoever works here; nobody else sees it. */
export function staffRow(staff: Staff): MeRow | undefined {
  if (staff.roles.length === 0) return undefined;
  const note = `${staff.name} ${rolesText(staff.roles)}`.trim();
  return row('staff', 'calendar', '机构工作台', STAFF_HOME, note);
}

/** The first page of the subpackage for staff. */
export const STAFF_HOME = '/staff/home/home';

function row(key: string, icon: string, title: string, url: string, note: string, dot = false): MeRow {
  return { key, icon, title, note, url, dot };
}
