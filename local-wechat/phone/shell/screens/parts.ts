import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';

/** "¥2,400.00" from fen. */
export function yuan(fen: number): string {
  const [whole = '0', cents = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** "11月22日 09:41" in the time zone of China. */
export function dayAndTime(at: number): string {
  const options = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;
  const day = new Intl.DateTimeFormat('zh-CN', { ...options, month: 'long', day: 'numeric' }).format(at);
  const time = new Intl.DateTimeFormat('zh-CN', { ...options, hour: '2-digit', minute: '2-digit' }).format(
    at,
  );
  return `${day} ${time}`;
}

/** A group of rows on a white ground. */
export function group(...rows: (Node | undefined)[]): HTMLElement {
  return h('div', { class: 'wx-group' }, ...rows);
}

/** A row: label at the left, value at the right; with `open` it leads on. */
export function row(label: string, value: string, open?: () => void): HTMLElement {
  const words = [h('span', { class: 'wx-row-label' }, label), h('span', { class: 'wx-row-value' }, value)];
  if (open === undefined) return h('div', { class: 'wx-row' }, ...words);
  return h('button', { class: 'wx-row', onclick: open }, ...words, icon('right'));
}

/** A row with a switch; it tells when the person turns it. */
export function switchRow(label: string, on: boolean, turned: (on: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', role: 'switch', class: 'wx-switch-box', checked: on });
  box.addEventListener('change', () => turned(box.checked));
  return h('label', { class: 'wx-row wx-row-switch' }, h('span', {}, label), box);
}

/** WeChat's large button. */
export function bigButton(label: string, act: () => void, plain = false): HTMLButtonElement {
  return h('button', { class: plain ? 'wx-big wx-big-plain' : 'wx-big', onclick: act }, label);
}

/** A result in the middle of the screen: picture, words, and what to do next. */
export function outcome(
  kind: 'done' | 'warn',
  title: string,
  note: string,
  ...buttons: HTMLElement[]
): HTMLElement {
  const picture = h(
    'span',
    { class: `wx-outcome-picture wx-outcome-${kind}` },
    icon(kind === 'done' ? 'check' : 'alert'),
  );
  return h(
    'div',
    { class: 'wx-outcome', role: 'status' },
    picture,
    h('h2', {}, title),
    note === '' ? undefined : h('p', {}, note),
    h('div', { class: 'wx-outcome-buttons' }, ...buttons),
  );
}

/** Words while something is fetched, or instead of a list that is empty. */
export function quietLine(words: string): HTMLElement {
  return h('p', { class: 'wx-quiet', role: 'status' }, words);
}
