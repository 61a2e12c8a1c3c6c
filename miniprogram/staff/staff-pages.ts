import { type Me, may, type StaffAction } from './me';

/** Where the way to a page is: in the bottom navigation, in a group of rows on the first page, or on other pages only. */
type Place = 'tab' | 'teaching' | 'money' | 'house' | 'inside';

export interface StaffPage {
  url: string;
  /** What its tab or row says. */
  name: string;
  icon: string;
  place: Place;
  /** Without this action there is no way to the page. */
  needs: StaffAction;
}

/**
 * The pages of the staff's side: tabs, rows and links come from here, in this order. A page that is not here has no way
 * to it anywhere.
 */
export const STAFF_PAGES: Readonly<Record<string, StaffPage>> = {
  home: { url: '/staff/home/home', name: '工作台', icon: 'home', place: 'tab', needs: 'me' },
  timetable: {
    url: '/staff/timetable/timetable',
    name: '课表',
    icon: 'calendar',
    place: 'tab',
    needs: 'listClasses',
  },
  class: { url: '/staff/class/class', name: '课次', icon: 'calendar', place: 'inside', needs: 'readClass' },
  rollCall: {
    url: '/staff/roll-call/roll-call',
    name: '点名',
    icon: 'people',
    place: 'inside',
    needs: 'rollCall',
  },
  schedule: {
    url: '/staff/schedule/schedule',
    name: '排课',
    icon: 'plus',
    place: 'inside',
    needs: 'scheduleClass',
  },
  rolls: { url: '/staff/rolls/rolls', name: '点名', icon: 'people', place: 'tab', needs: 'rollCall' },
  courses: {
    url: '/staff/courses/courses',
    name: '课程',
    icon: 'book',
    place: 'teaching',
    needs: 'listCourses',
  },
  course: {
    url: '/staff/course/course',
    name: '编辑课程',
    icon: 'pen',
    place: 'inside',
    needs: 'saveCourse',
  },
  transfer: {
    url: '/staff/transfer/transfer',
    name: '导入导出',
    icon: 'file',
    place: 'teaching',
    needs: 'exportRows',
  },
  people: { url: '/staff/people/people', name: '人员', icon: 'people', place: 'house', needs: 'listPeople' },
  institution: {
    url: '/staff/institution/institution',
    name: '机构资料',
    icon: 'home',
    place: 'house',
    needs: 'saveInstitution',
  },
  house: {
    url: '/staff/house/house',
    name: '教室和节假日',
    icon: 'pin',
    place: 'teaching',
    needs: 'saveHouse',
  },
  notReached: {
    url: '/staff/not-reached/not-reached',
    name: '没送达的通知',
    icon: 'bell',
    place: 'teaching',
    needs: 'notReached',
  },
  audit: { url: '/staff/audit/audit', name: '操作记录', icon: 'file', place: 'house', needs: 'audit' },
  dataRequests: {
    url: '/staff/data-requests/data-requests',
    name: '个人信息请求',
    icon: 'shield',
    place: 'house',
    needs: 'dataRequests',
  },
  money: { url: '/staff/money/money', name: '账务', icon: 'wallet', place: 'tab', needs: 'workList' },
  figures: { url: '/staff/figures/figures', name: '数据', icon: 'chart', place: 'tab', needs: 'figures' },
  reconciliation: {
    url: '/staff/reconciliation/reconciliation',
    name: '对账',
    icon: 'check',
    place: 'money',
    needs: 'reconciliations',
  },
  refunds: {
    url: '/staff/refunds/refunds',
    name: '退款',
    icon: 'refund',
    place: 'money',
    needs: 'listRefunds',
  },
  invoices: {
    url: '/staff/invoices/invoices',
    name: '发票',
    icon: 'file',
    place: 'money',
    needs: 'listInvoices',
  },
  acts: { url: '/staff/acts/acts', name: '审批', icon: 'people', place: 'money', needs: 'listActs' },
  limits: {
    url: '/staff/limits/limits',
    name: '限额与期限',
    icon: 'shield',
    place: 'money',
    needs: 'readLimits',
  },
  case: { url: '/staff/case/case', name: '经过', icon: 'file', place: 'inside', needs: 'readCase' },
  objection: {
    url: '/staff/objection/objection',
    name: '异议',
    icon: 'pause',
    place: 'inside',
    needs: 'unitEvidence',
  },
};

export interface StaffTab {
  key: string;
  url: string;
  name: string;
  icon: string;
}

/** The ways of one place that her actions allow. */
export function waysTo(place: Place, me: Me): StaffTab[] {
  return Object.entries(STAFF_PAGES)
    .filter(([, page]) => page.place === place && may(me, page.needs))
    .map(([key, { url, name, icon }]) => ({ key, url, name, icon }));
}

/**
 * Where a page is, for a link to it; undefined when she may not open it.
 * @param query what the page is about, e.g. `id=k1`
 */
export function staffUrl(key: string, me: Me, query = ''): string | undefined {
  const page = STAFF_PAGES[key];
  if (page === undefined || !may(me, page.needs)) return undefined;
  return query === '' ? page.url : `${page.url}?${query}`;
}
