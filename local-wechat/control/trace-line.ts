import type { LoggedEntry } from './request-log';

/** Details longer than this are cut: a line is to be read as it passes by; all of it is in `GET /requests`. */
const LONGEST_DETAIL = 110;
const LONGEST_ERROR = 300;

/**
 * One entry of the log on one line, for `npm start -- --trace`:
 * `03-02 09:00:00.000 cloud    signing → getDocument orders  {"_id":"o1"}  0.8 ms`
 */
export function traceLine(entry: LoggedEntry): string {
  const parts = [
    `${entry.at.slice(5, 10)} ${entry.at.slice(11, 23)} ${entry.kind.padEnd(8)} ${entry.from} → ${what(entry)}`,
  ];
  if (entry.who !== undefined) parts.push(`(${entry.who})`);
  const detail = detailOf(entry);
  if (detail !== '') parts.push(detail);
  if (entry.ms !== undefined) parts.push(`${entry.ms} ms`);
  if (entry.error !== undefined) parts.push(`✗ ${cut(oneLine(entry.error), LONGEST_ERROR)}`);
  return parts.join('  ');
}

function what({ kind, what: text }: LoggedEntry): string {
  return oneLine(kind === 'cloud' ? text.replace(/^database\./, '') : text);
}

/** What was asked of the database or of WeChat Pay; a function's detail is the stack of its error. */
function detailOf({ kind, detail }: LoggedEntry): string {
  if (kind === 'function' || typeof detail !== 'object' || detail === null) return '';
  const { transactionId, ...asked } = detail as Record<string, unknown>;
  const shown = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '{}');
  const texts = shown.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return name === 'query' || name === 'data' || name === 'body' ? text : `${name} ${text}`;
  });
  if (transactionId !== undefined) texts.push('in a transaction');
  return cut(oneLine(texts.join(' ')), LONGEST_DETAIL);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ⏎ ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
