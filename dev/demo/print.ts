import { type Fen, yuanText } from '../../server/domain/money';
import { timeOf } from '../../server/domain/time';
import type { ControlClient } from '../local/control-client';
import type { BooksReport } from './check-books';

const KINDS: Record<string, string> = {
  charge: '应收',
  lower: '调低',
  collect: '微信扣费',
  collect_elsewhere: '其他方式已付',
  write_off: '核销',
  overpaid: '多付',
  refund: '退款',
};

/** One line of progress: when (virtual time), who, what. */
export function line(step: { at: number; who: string; what: string }): string {
  return `${timeOf(step.at).slice(0, 16).replace('T', ' ')}  ${step.who}  ${step.what}`;
}

/** The end of the demo: statements, income, the check of the books, and how much WeChat Pay was asked. */
export async function summary(control: ControlClient, report: BooksReport): Promise<string> {
  const lines = report.statements.flatMap(({ name, statement }) => [
    '',
    `对账单  ${name} · ${statement.courseTitle} · 已扣费 ${yuanText(statement.chargedFen as Fen)}`,
    ...statement.entries.map(
      (e) =>
        `  ${String(e.seq).padStart(3)}  ${e.at.slice(0, 16).replace('T', ' ')}  节点 ${e.unitNo}  ${KINDS[e.kind] ?? e.kind}  ${yuanText(e.amountFen as Fen)}  ${e.hash.slice(0, 8)} ← ${e.prevHash.slice(0, 8)}`,
    ),
  ]);
  const calls = await callCounts(control);
  return [
    ...lines,
    '',
    `机构收入      ${yuanText(report.incomeFen as Fen)}`,
    `微信支付已收  ${yuanText(report.collectedByWeChatFen as Fen)}`,
    ...calls,
    report.faults.length === 0
      ? '账目核对    一致，0 分不明'
      : `账目核对    不一致：\n${report.faults.map((f) => `  ${f}`).join('\n')}`,
  ].join('\n');
}

/** How often each route of WeChat Pay was called, and how many callbacks came, since it was started. */
async function callCounts(control: ControlClient): Promise<string[]> {
  const { pay } = await control.get<{ pay: LoggedPay[] }>('/requests');
  const counts = new Map<string, number>();
  for (const call of pay) {
    const name = call.direction === 'callback' ? call.eventType : routeName(call);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rows = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${String(n).padStart(6)}  ${name}`);
  return pay.length === 0 ? [] : [`微信支付调用  共 ${pay.length} 次`, ...rows];
}

type LoggedPay =
  | { direction: 'request'; method: string; path: string }
  | { direction: 'callback'; eventType: string };

/** `POST /v3/payscore/serviceorder/{n}/complete`, the business number taken out. */
function routeName({ method, path }: { method: string; path: string }): string {
  const [route = ''] = path.split('?');
  return `${method} ${route.replace(/\/[0-9A-Za-z_-]{14,}(?=\/|$)/g, '/{n}')}`;
}
