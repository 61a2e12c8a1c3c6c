import type { RetryTable } from './retry-tables';

/** Every event that is sent: who it is about, how its content is called, and how long it is retried. */
interface EventKind {
  readonly originalType: string;
  readonly summary: string;
  readonly retries: RetryTable;
}

export const EVENTS = {
  'PAYSCORE.USER_SIGN_PLAN': { originalType: 'payscore', summary: '用户签约计划', retries: 'sign-plan' },
  'PAYSCORE.USER_CANCEL_SIGN_PLAN': {
    originalType: 'payscore',
    summary: '用户取消签约计划',
    retries: 'sign-plan',
  },
  'PAYSCORE.USER_CONFIRM': { originalType: 'payscore', summary: '用户确认订单', retries: 'long' },
  'PAYSCORE.USER_PAID': { originalType: 'payscore', summary: '用户支付成功', retries: 'long' },
  'REFUND.SUCCESS': { originalType: 'refund', summary: '退款成功', retries: 'long' },
  'REFUND.ABNORMAL': { originalType: 'refund', summary: '退款异常', retries: 'long' },
  'REFUND.CLOSED': { originalType: 'refund', summary: '退款关闭', retries: 'long' },
  'TRANSACTION.SUCCESS': { originalType: 'transaction', summary: '支付成功', retries: 'long' },
  'SECURITY_ECHO.SUCCESS': { originalType: 'security-echo', summary: '安全回显', retries: 'long' },
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof EVENTS;
