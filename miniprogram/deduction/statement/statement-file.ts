import type { OrderView } from '../../../protocol/order-view';
import { VERIFIER } from '../../evidence/verifier-text';
import { clockText, dateText } from '../../format/dates';
import { yuan } from '../../format/money';
import type { OrderStatement } from './check-chain';
import { entryTitle, totalsOf } from './statement-view';

export interface StatementFile {
  name: string;
  /** One page that any browser opens without a network: the entries to read, the data, and the program that checks. */
  text: string;
}

/** The statement as a file. @param now ms since 1970 */
export function statementFile(statement: OrderStatement, order: OrderView, now: number): StatementFile {
  const saved = new Date(now).toISOString();
  const day = dateText(saved)
    .replace(/[年月]/g, '-')
    .replace('日', '');
  const name = `对账单 ${statement.courseTitle} ${statement.studentName} ${day}.html`;
  return { name: name.replace(/[\\/:*?"<>|]/g, ' '), text: page(statement, order, saved) };
}

function page(statement: OrderStatement, order: OrderView, saved: string): string {
  const { courseTitle, studentName, orderId, contract } = statement;
  const title = `${courseTitle} · ${studentName} 对账单`;
  const { paidFen, refundedFen, netFen } = totalsOf(statement);
  const head = [
    ['已扣费', yuan(paidFen)],
    ['已退款', yuan(refundedFen)],
    ['合计', yuan(netFen)],
    ['订单号', orderId],
    ['合同', `第 ${contract.version} 版，${dateText(contract.acceptedAt)}接受`],
    ['保存于', `${dateText(saved)} ${clockText(saved)}`],
  ];
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    `<p id="verdict" role="status">正在核对</p>`,
    `<dl>${head.map(([name = '', value = '']) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
    '<table><thead><tr><th>#</th><th>时间</th><th>记录</th><th>金额</th><th>校验</th></tr></thead><tbody>',
    ...statement.entries.map((entry) => row(entry, order)),
    '</tbody></table>',
    '<p>每一条记录都包含上一条的校验值，改动任何一条，后面的就对不上。这一页不联网也能核对自己；',
    '也可以用开源的 verify-statement.mjs 核对，或与以前保存的对账单比较。</p>',
    `<script type="application/json" id="statement">${json(statement)}</script>`,
    `<script type="module">${VERIFIER}</script></body></html>`,
  ].join('\n');
}

function row(entry: OrderStatement['entries'][number], order: OrderView): string {
  const cells = [
    String(entry.seq),
    isoText(entry.at),
    entryTitle(entry, order),
    yuan(entry.amountFen),
    entry.hash.slice(0, 8),
  ];
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

/** `2026-11-19 15:33`, in China. */
function isoText(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}

/** JSON inside a script element must not be able to end it. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

const STYLE =
  'body{max-width:760px;margin:0 auto;padding:24px 16px;color:#1d1d20;background:#f6f5f2;' +
  'font:15px/1.6 -apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif}h1{font-size:20px;font-weight:500}' +
  '#verdict{padding:12px 16px;border-radius:8px;background:#fff}#verdict[data-ok=true]{color:#3a4db0}' +
  '#verdict[data-ok=false]{color:#b0391e}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px}' +
  'dt{color:#6c6a68}dd{margin:0}td{white-space:nowrap}td:nth-child(3){white-space:normal}table{width:100%;border-collapse:collapse;background:#fff;font-size:13px}' +
  'th,td{padding:6px 8px;border-bottom:1px solid #e8e5df;text-align:left;font-weight:400}' +
  'td:nth-child(4){text-align:right;font-variant-numeric:tabular-nums}td:last-child{font-family:monospace}';
