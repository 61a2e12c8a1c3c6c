import { orderOf, type Row, rowsOf } from './rows';

const tabs: Row[] = [
  ...rowsOf({
    page: 'pages/discover/discover',
    as: 'lin',
    states: [
      { state: 'ready', sees: '行书入门' },
      { state: 'regions', steps: ['.region'], sees: '选择地区' },
      { state: 'how-it-works', steps: ['怎么做到'], sees: '关于微信支付分' },
      { state: 'category', steps: ['.chip >> 绘画'], sees: '油画静物' },
      { state: 'nothing-found', steps: [{ type: '没有的课', into: '搜课程、老师' }], sees: '.message' },
    ],
  }),
  ...rowsOf({
    page: 'pages/learning/learning',
    as: 'lin',
    states: [
      { state: 'ready', sees: '下一次课' },
      { state: 'owing', as: 'owing', sees: '有一笔待支付' },
      { state: 'unsigned', as: 'unsigned', sees: '还没有签约' },
      { state: 'ended', as: 'closed', steps: ['已结束的课程'], sees: '油画静物' },
      { state: 'long', as: 'long', sees: '零基础成人书法' },
      { state: 'empty', as: 'newcomer', sees: '.message' },
    ],
  }),
  ...rowsOf({
    page: 'pages/me/me',
    as: 'lin',
    still: '联系客服',
    states: [
      { state: 'learner', sees: '青禾书法' },
      { state: 'staff', as: 'owner', sees: '青禾书法' },
    ],
  }),
];

const course: Row[] = [
  ...rowsOf({
    page: 'course/detail/detail',
    as: 'lin',
    query: ({ courses }) => `id=${courses.calligraphy}`,
    states: [
      { state: 'ready', sees: '先学后付怎么付' },
      { state: 'all-lessons', steps: ['看全部'], sees: '创作二与展评' },
      { state: 'stages', query: ({ courses }) => `id=${courses.stages}`, sees: '先学后付怎么付' },
      { state: 'on-demand', query: ({ courses }) => `id=${courses.onDemand}`, sees: '先学后付怎么付' },
      { state: 'long', query: ({ courses }) => `id=${courses.long}`, sees: '先学后付怎么付' },
      { state: 'not-on-sale', query: ({ courses }) => `id=${courses.stopped}`, sees: '.page' },
      { state: 'missing', query: () => 'id=nothing', sees: '这里没有内容' },
    ],
  }),
  ...rowsOf({
    page: 'course/order/order',
    as: 'newcomer',
    query: ({ courses }) => `id=${courses.calligraphy}`,
    states: [
      { state: 'newcomer', sees: '现在付款' },
      { state: 'students', steps: ['添加学员'], sees: '称呼' },
      { state: 'prices', steps: ['看每个扣费节点的价格'], sees: '全部学完共' },
      { state: 'confirm', as: 'owing', sees: '现在付款' },
      { state: 'enrolled-already', as: 'lin', sees: '看这门课' },
      {
        state: 'agreed',
        as: 'refunding',
        query: ({ courses }) => `id=${courses.long}`,
        steps: ['我已读并同意'],
        sees: '现在付款',
      },
      {
        state: 'unsigned',
        as: 'unsigned',
        query: ({ orderOf: orders, people }) => `order=${orders[people.unsigned]}`,
        sees: '还没有签约',
      },
    ],
  }),
  ...rowsOf({
    page: 'course/contract/contract',
    as: 'lin',
    query: ({ courses }) => `id=${courses.calligraphy}`,
    states: [
      { state: 'ready', sees: '文本校验码' },
      { state: 'long', query: ({ courses }) => `id=${courses.long}`, sees: '文本校验码' },
    ],
  }),
  ...rowsOf({
    page: 'course/score/score',
    as: 'lin',
    still: '我们不知道',
    states: [
      { state: 'ready', sees: '我们不知道' },
      { state: 'question', steps: ['.question >> .row'], sees: '.answer' },
    ],
  }),
];

const classroom: Row[] = [
  ...rowsOf({
    page: 'classroom/inbox/inbox',
    as: 'lin',
    states: [
      { state: 'ready', sees: '行书入门' },
      { state: 'all-classes', steps: ['还有'], sees: '行书入门' },
      { state: 'owing', as: 'owing', sees: '行书入门' },
      { state: 'empty', as: 'newcomer', sees: '还没有上课通知' },
    ],
  }),
  ...rowsOf({
    page: 'classroom/class/class',
    as: 'lin',
    query: ({ classes }) => `id=${classes.next}`,
    states: [
      { state: 'next', sees: '提按示范图' },
      { state: 'material', steps: ['课前准备'], sees: '带好毛笔' },
      { state: 'leave', steps: ['请假'], sees: '临时有事' },
      { state: 'moved', query: ({ classes }) => `id=${classes.moved}`, sees: '时间有变' },
      { state: 'cancelled', query: ({ classes }) => `id=${classes.cancelled}`, sees: '行书入门' },
      { state: 'in-window', query: ({ classes }) => `id=${classes.taught}`, sees: '我有异议' },
      { state: 'absent', as: 'absent', query: ({ classes }) => `id=${classes.taught}`, sees: '行书入门' },
      { state: 'on-hold', as: 'owing', sees: '行书入门' },
    ],
  }),
  ...rowsOf({
    page: 'classroom/seats/seats',
    as: 'absent',
    query: orderOf('absent'),
    states: [
      { state: 'ready', sees: '还有 5 个座位' },
      { state: 'none', as: 'viewer', query: orderOf('viewer'), sees: '.message' },
    ],
  }),
  ...rowsOf({
    page: 'classroom/player/player',
    as: 'viewer',
    query: orderOf('viewer'),
    states: [
      { state: 'lessons', sees: '岁在癸丑' },
      { state: 'open', query: orderOf('viewer', '&lesson=1'), sees: '永和九年' },
    ],
  }),
];

const deduction: Row[] = [
  ...rowsOf({
    page: 'deduction/my-course/my-course',
    as: 'lin',
    query: orderOf('lin'),
    states: [
      { state: 'in-window', sees: '我有异议' },
      { state: 'unfolded', steps: ['展开'], sees: '执笔与坐姿' },
      { state: 'objection-sheet', steps: ['我有异议'], sees: '提交异议，先不扣费' },
      { state: 'owing', as: 'owing', query: orderOf('owing'), sees: '去支付' },
      { state: 'objected', as: 'objecting', query: orderOf('objecting'), sees: '异议中' },
      {
        state: 'progress',
        as: 'objecting',
        query: orderOf('objecting'),
        steps: ['看处理进度'],
        sees: '补充说明',
      },
      { state: 'decided', as: 'lowered', query: orderOf('lowered'), steps: ['展开'], sees: '看异议的说明' },
      { state: 'closed', as: 'closed', query: orderOf('closed'), sees: '永不扣费' },
      { state: 'stage', as: 'stage', query: orderOf('stage'), sees: '我有异议' },
      { state: 'whole', as: 'whole', query: orderOf('whole'), sees: '对账单' },
      { state: 'on-demand', as: 'viewer', query: orderOf('viewer'), sees: '对账单' },
      { state: 'ordinary', as: 'ordinary', query: orderOf('ordinary'), sees: '对账单' },
      { state: 'ordinary-owing', as: 'ordinaryOwing', query: orderOf('ordinaryOwing'), sees: '去支付' },
      {
        state: 'ordinary-leaving',
        as: 'ordinary',
        query: orderOf('ordinary'),
        steps: ['不再上这门课'],
        sees: '先不',
      },
      { state: 'long', as: 'long', query: orderOf('long'), sees: '对账单' },
    ],
  }),
  ...rowsOf({
    page: 'deduction/voucher/voucher',
    as: 'lin',
    query: orderOf('lin', '&unitNo=6'),
    states: [
      { state: 'charged', sees: '微信支付单号' },
      { state: 'roll-call', steps: ['点名：到课'], sees: '点名记录' },
      { state: 'contract-line', steps: ['合同第 6 行'], sees: '合同指纹' },
      { state: 'rule', steps: ['规则：'], sees: '扣费规则' },
      { state: 'doubt', steps: ['对这笔有疑问'], sees: '打电话给机构' },
      { state: 'refund-sheet', steps: ['申请退款'], sees: '提交申请' },
      { state: 'in-window', query: orderOf('lin', '&unitNo=7'), sees: '我有异议' },
      { state: 'lowered', as: 'lowered', query: orderOf('lowered', '&unitNo=3'), sees: '减免' },
      {
        state: 'refund-asked',
        as: 'refunding',
        query: orderOf('refunding', '&unitNo=5'),
        sees: '.refund-mark',
      },
      { state: 'owing', as: 'owing', query: orderOf('owing', '&unitNo=3'), sees: '.owed' },
    ],
  }),
  ...rowsOf({
    page: 'deduction/settings/settings',
    as: 'lin',
    states: [
      { state: 'running', sees: '关闭扣费服务' },
      { state: 'closing', steps: ['关闭扣费服务'], sees: '永不扣费' },
      { state: 'closing-owed', as: 'owing', steps: ['关闭扣费服务'], sees: '现在应付' },
      { state: 'closed', as: 'closed', sees: '已经结束' },
      { state: 'long', as: 'long', sees: '关闭扣费服务' },
      { state: 'empty', as: 'newcomer', sees: '没有扣费计划' },
    ],
  }),
  ...rowsOf({
    page: 'deduction/statement/statement',
    as: 'lin',
    query: orderOf('lin'),
    states: [
      { state: 'ready', sees: '下载对账单' },
      { state: 'lowered', as: 'lowered', query: orderOf('lowered'), sees: '下载对账单' },
      { state: 'empty', as: 'whole', query: orderOf('whole'), sees: '第一笔扣费后' },
    ],
  }),
];

const account: Row[] = [
  ...rowsOf({
    page: 'account/students/students',
    as: 'lin',
    states: [
      { state: 'ready', sees: '林晓雯' },
      { state: 'form', steps: ['添加学员'], sees: '称呼' },
      { state: 'long', as: 'long', sees: '欧阳上官' },
      { state: 'empty', as: 'newcomer', sees: '.page' },
    ],
  }),
  ...rowsOf({
    page: 'account/privacy/privacy',
    as: 'lin',
    still: '只留上课要用的',
    states: [
      { state: 'ready', sees: '删除我的信息' },
      { state: 'consent', steps: ['看说明并同意'], sees: '同意' },
    ],
  }),
  ...rowsOf({
    page: 'account/vouchers/vouchers',
    as: 'lin',
    states: [
      { state: 'ready', sees: '行书入门' },
      { state: 'long', as: 'lowered', sees: '行书入门' },
      { state: 'empty', as: 'newcomer', sees: '.message' },
    ],
  }),
];

export const LEARNER_ROWS: readonly Row[] = [...tabs, ...course, ...classroom, ...deduction, ...account];
