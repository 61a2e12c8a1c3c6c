import { orderOf, type Row, rowsOf } from './rows';

const story = (who: 'owing' | 'objecting' | 'refunding' | 'lin', unitNo: number) =>
  orderOf(who, `&unitNo=${unitNo}`);

/** Pages of money: the work list, each kind of work, and a learner's invoices. */
export const MONEY_ROWS: readonly Row[] = [
  ...rowsOf({
    page: 'staff/money/money',
    as: 'finance',
    states: [
      { state: 'ready', sees: '看经过' },
      { state: 'owing', steps: ['.chip >> 待支付'], sees: '看经过' },
      { state: 'owner', as: 'owner', sees: '看经过' },
    ],
  }),
  ...rowsOf({
    page: 'staff/case/case',
    as: 'finance',
    query: story('owing', 3),
    states: [
      { state: 'owing', sees: '经过' },
      { state: 'act', steps: ['.bar >> .button'], sees: '.t-popup >> .title' },
      { state: 'objected', query: story('objecting', 6), sees: '处理异议' },
      { state: 'paid', query: story('lin', 6), sees: '还可以' },
    ],
  }),
  ...rowsOf({
    page: 'staff/objection/objection',
    as: 'academic',
    query: story('objecting', 6),
    states: [
      { state: 'open', sees: '处理异议' },
      { state: 'deciding', steps: ['.bar >> 处理异议', '.t-popup >> 减少收费'], sees: '给学员的说明' },
      { state: 'evidence', steps: ['补充证据'], sees: '提交补充' },
      { state: 'decided', query: orderOf('lowered', '&unitNo=3'), sees: '.page' },
    ],
  }),
  ...rowsOf({
    page: 'staff/acts/acts',
    as: 'owner',
    states: [
      { state: 'waiting', sees: '批准' },
      { state: 'approving', steps: ['.act-first'], sees: '.t-popup >> 批准' },
      { state: 'asked', as: 'finance', sees: '撤回' },
      { state: 'all', as: 'finance', steps: ['.chip >> 全部'], sees: '看经过' },
    ],
  }),
  ...rowsOf({
    page: 'staff/refunds/refunds',
    as: 'finance',
    states: [
      { state: 'asked', sees: '老师临时换人' },
      { state: 'deciding', steps: ['.act-first', '.t-popup >> 一部分'], sees: '给学员的说明' },
    ],
  }),
  ...rowsOf({
    page: 'staff/invoices/invoices',
    as: 'finance',
    states: [
      { state: 'asked', sees: '不能开' },
      { state: 'issuing', steps: ['.act-first'], sees: '发票号码' },
      { state: 'declining', steps: ['不能开'], sees: '答复学员' },
    ],
  }),
  ...rowsOf({
    page: 'staff/limits/limits',
    as: 'owner',
    states: [
      { state: 'owner', sees: '异议答复期限' },
      { state: 'finance', as: 'finance', sees: '由负责人设定' },
    ],
  }),
  ...rowsOf({
    page: 'deduction/invoice/invoice',
    as: 'lin',
    query: orderOf('lin'),
    states: [
      { state: 'new', sees: '开哪几笔' },
      { state: 'organisation', steps: ['.kind >> 单位'], sees: '税号' },
      { state: 'asked', as: 'absent', query: orderOf('absent'), sees: '撤回申请' },
      { state: 'nothing-paid', as: 'whole', query: orderOf('whole'), sees: '.message' },
    ],
  }),
];
