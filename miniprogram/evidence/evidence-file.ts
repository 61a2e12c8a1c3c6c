import { clockText, dateText } from '../format/dates';
import { VERIFIER } from './verifier-text';

export interface EvidenceFile {
  name: string;
  /** One page that any browser opens without a network: the bundle, and the program that checks and shows it. */
  text: string;
}

/** What the page says about itself; the rest it makes from the bundle when it is opened. */
interface Head {
  courseTitle: string;
  studentName: string;
  unitName: string;
  institutionName: string;
  orderId: string;
  issuedAt: string;
  digest: string;
}

/** A sealed bundle (canonical JSON) as a file. */
export function evidenceFile(document: string): EvidenceFile {
  const head = JSON.parse(document) as Head;
  const title = `${head.courseTitle} ${head.unitName} 扣费凭据`;
  const name = `${title} ${head.studentName}.html`.replace(/[\\/:*?"<>|]/g, ' ');
  return { name, text: page(head, title, document) };
}

function page(head: Head, title: string, document: string): string {
  const rows = [
    ['学员', head.studentName],
    ['机构', head.institutionName],
    ['订单号', head.orderId],
    ['出具于', `${dateText(head.issuedAt)} ${clockText(head.issuedAt)}`],
    ['封签', head.digest],
  ];
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    '<p id="verdict" role="status">正在核对</p>',
    `<dl>${rows.map(([term = '', value = '']) => `<dt>${escaped(term)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
    '<div id="parts"></div>',
    '<p class="end">每一部分都有自己的校验值，整份有一个封签：改动任何一处，打开时就会指出是哪一部分。这一页不联网也能核对自己；',
    '也可以用开源的 verify-statement.mjs 核对。</p>',
    // JSON inside a script element must not be able to end it.
    `<script type="application/json" id="evidence">${document.replace(/</g, '\\u003c')}</script>`,
    `<script type="module">${VERIFIER}</script></body></html>`,
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}

const STYLE =
  'body{max-width:760px;margin:0 auto;padding:24px 16px;color:#1d1d20;background:#f6f5f2;' +
  'font:15px/1.6 -apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif}h1{font-size:20px;font-weight:500}' +
  'h2{font-size:15px;font-weight:500;margin:0 0 8px}#verdict,section{padding:12px 16px;border-radius:8px;background:#fff}' +
  '#verdict[data-ok=true]{color:#3a4db0}#verdict[data-ok=false]{color:#b0391e}section{margin:12px 0}section p{margin:0 0 4px}' +
  'dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px}dt,summary,.end{color:#6c6a68}' +
  'dd{margin:0;overflow-wrap:anywhere}summary{font-size:13px;padding:8px 0}.end{font-size:13px}section p{overflow-wrap:anywhere}' +
  'pre{font-size:12px;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}';
