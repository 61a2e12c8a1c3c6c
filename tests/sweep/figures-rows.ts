import { type Row, rowsOf } from './rows';

/** What the institution sees of itself: its figures, and its books beside WeChat's. */
export const FIGURES_ROWS: readonly Row[] = [
  ...rowsOf({
    page: 'staff/figures/figures',
    as: 'owner',
    states: [
      { state: 'ready', sees: '已扣费' },
      { state: 'week', steps: ['.chip >> 本周'], sees: '从看到上课' },
      { state: 'quarter', steps: ['.chip >> 本季度'], sees: '待支付有多久' },
      { state: 'academic', as: 'academic', sees: '从看到上课' },
      { state: 'teacher', as: 'teacher', sees: '这里由其他同事负责' },
    ],
  }),
  ...rowsOf({
    page: 'staff/reconciliation/reconciliation',
    as: 'finance',
    states: [
      { state: 'ready', sees: '三本账逐笔核对' },
      { state: 'day', query: () => 'day=2026-11-19', sees: '微信账单' },
      { state: 'academic', as: 'academic', sees: '这里由其他同事负责' },
    ],
  }),
];
