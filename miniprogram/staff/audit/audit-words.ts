/** What each act is called in the record. */
const ACTIONS: Readonly<Record<string, string>> = {
  claimOwner: '成为负责人',
  invite: '邀请同事',
  accept: '加入机构',
  changeRoles: '改角色',
  leave: '离开机构',
  saveInstitution: '改机构资料',
  saveHouse: '改教室和节假日',
  saveLimits: '改限额和天数',
  saveCourse: '改课程',
  publishCourse: '发布课程',
  stopSelling: '停售课程',
  scheduleClass: '排课',
  reschedule: '改上课时间',
  cancelClass: '停课',
  saveMaterial: '改课前资料',
  rollCall: '点名',
  undoMark: '撤销点名',
  bookSeats: '安排座位',
  waitForSeat: '加入候补',
  stopWaiting: '移出候补',
  importRows: '导入',
  'transfer.row': '导入一行',
  exportRows: '导出',
  finishTask: '办好一件事',
  decideObjection: '答复异议',
  'objection.unanswered': '异议到期未答复，免收',
  addEvidence: '补充异议证据',
  'silence.stopped': '很久没排课，停止扣费计划',
  forgetExpected: '放下一笔对不上的账',
  askAct: '提出账务操作',
  decideAct: '批准账务操作',
  decideRefund: '答复退款',
  issueInvoice: '开发票',
  declineInvoice: '不开发票',
  evidence: '导出扣费凭据',
  'erasure.done': '删除个人信息',
};

const ACTS: Readonly<Record<string, string>> = {
  lower: '减少收费',
  waive: '免收',
  refund: '退款',
  paid_elsewhere: '登记其他方式已付',
  charge_again: '请微信再扣一次',
  cancel_order: '取消微信订单',
  stop_plan: '停止扣费计划',
  resume: '恢复扣费',
  settle: '免去余额并结束',
};

const ENDINGS: Readonly<Record<string, string>> = {
  done: '办成',
  failed: '没有办成',
  declined: '没有批准',
  withdrawn: '撤回',
};

/** The name of an act; acts of finance end as `waive.done`. */
export function actionName(action: string): string {
  const known = ACTIONS[action];
  if (known !== undefined) return known;
  const [act = '', ending = ''] = action.split('.');
  const [name, end] = [ACTS[act], ENDINGS[ending]];
  return name === undefined ? '其他操作' : `${name}${end === undefined ? '' : `，${end}`}`;
}

/** Facts of an act, by the last part of their path. What has no name here is for machines and is left out. */
export const FIELDS: Readonly<Record<string, string>> = {
  name: '名称',
  roles: '角色',
  campusIds: '校区',
  invitedBy: '邀请人',
  licence: '办学许可',
  servicePhone: '电话',
  region: '地区',
  mode: '收费方式',
  campuses: '校区',
  address: '地址',
  rooms: '教室',
  capacity: '座位',
  holidays: '节假日',
  day: '日期',
  fourEyesAboveFen: '两人批准的限额',
  objectionDays: '异议答复天数',
  silenceDays: '不排课天数',
  title: '课程名',
  totalFen: '总价',
  version: '版本',
  startsAt: '时间',
  place: '地点',
  teacher: '老师',
  reason: '原因',
  explanation: '说明',
  text: '文字',
  kind: '做法',
  approve: '批准',
  state: '状态',
  teaching: '上课',
  collection: '收款',
  parked: '停下的原因',
  outcome: '结果',
  amountFen: '金额',
  askedFen: '申请退款',
  refundFen: '同意退款',
  chargeFen: '应扣',
  chargedFen: '已扣',
  collectedFen: '已收',
  refundedFen: '已退',
  unitNo: '扣费节点',
  number: '发票号码',
};

/** States and kinds, as words. */
export const WORDS: Readonly<Record<string, string>> = {
  ...{ owner: '负责人', academic: '教务', teacher: '老师', finance: '财务' },
  ...{ active: '在职', left: '已离开' },
  ...{ 'pay-after': '只先学后付', prepaid: '也可以预收' },
  ...{ asked: '已申请', approved: '已同意', declined: '没有同意', processing: '办理中', succeeded: '已完成' },
  ...{ issued: '已开票', booked: '已约', on_hold: '座位保留中' },
  ...{ attended: '到课', late: '迟到', absent: '缺席', on_leave: '请假' },
  ...{
    planned: '未上',
    taught: '已上',
    objected: '异议中',
    confirmed: '已确认',
    waived: '免收',
    dropped: '不上了',
  },
  ...{
    none: '未开始',
    opening: '开通中',
    open: '已开通',
    completing: '扣费中',
    paying: '扣费中',
    paid: '已扣费',
  },
  ...{ zero: '不收', cancelled: '已取消', refused: '没有开通' },
  ...{ paid_elsewhere: '其他方式已付', paid_by_hand: '直接支付', rejected: '按原价', lowered: '减少' },
  ...{ lower: '减少收费', waive: '免收', refund: '退款', charge_again: '再扣一次', settle: '免去余额并结束' },
  ...{ cancel_order: '取消微信订单', stop_plan: '停止扣费计划', resume: '恢复扣费' },
};
