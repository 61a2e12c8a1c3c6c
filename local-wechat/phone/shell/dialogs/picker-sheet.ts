import { Wheel } from '../../builtins/wheel';
import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openLayer } from './layer';

/** Height of a row, in px; the style sheet says the same. */
const ROW_PX = 48;

export interface PickerAsk {
  readonly title: string;
  readonly columns: readonly string[][];
  readonly rows: readonly number[];
  /** A wheel has turned. @returns the words on the wheels from now on. */
  turned(column: number, rows: readonly number[]): readonly string[][];
  /** undefined: the person has cancelled. */
  done(rows: readonly number[] | undefined): void;
}

export interface PickerSheet {
  /** Puts other words on the wheels. */
  replace(columns: readonly string[][]): void;
  close(): void;
}

/** The sheet with wheels that WeChat slides over a page for `picker`. */
export function openPicker(phone: Phone, ask: PickerAsk): PickerSheet {
  const body = h('div', { class: 'picker-wheels' });
  let shown = ask.columns;
  const wheels: Wheel[] = [];
  const rows = (): number[] => wheels.map((wheel) => wheel.row);
  const end = (result: readonly number[] | undefined): void => {
    close();
    ask.done(result);
  };
  const content = h(
    'div',
    { class: 'picker-sheet' },
    h(
      'header',
      { class: 'picker-head' },
      h('button', { class: 'picker-cancel', onclick: () => end(undefined) }, '取消'),
      h('h2', {}, ask.title),
      h('button', { class: 'picker-done', onclick: () => end(rows()) }, '确定'),
    ),
    body,
  );
  const replace = (columns: readonly string[][]): void => {
    for (const [index, words] of columns.entries()) {
      if (shown[index]?.join('\n') === words.join('\n')) continue;
      wheels[index]?.items.replaceChildren(...words.map((word) => h('div', { class: 'picker-row' }, word)));
    }
    shown = columns;
  };
  const layer = openLayer(phone, content, {
    label: ask.title || '选择',
    kind: 'sheet',
    dismiss: () => end(undefined),
  });
  for (const [index, words] of ask.columns.entries()) {
    const turned = (): void => replace(ask.turned(index, rows()));
    const name = ask.columns.length > 1 ? `${ask.title || '选择'} 第 ${index + 1} 列` : ask.title || '选择';
    wheels.push(addWheel(body, { name, words }, turned));
  }
  for (const [index, wheel] of wheels.entries()) wheel.turnTo(ask.rows[index] ?? 0);
  const close = (): void => {
    for (const wheel of wheels) wheel.stop();
    layer.close();
  };
  return { replace, close };
}

function addWheel(
  body: HTMLElement,
  { name, words }: { name: string; words: readonly string[] },
  turned: () => void,
): Wheel {
  const items = h(
    'div',
    { class: 'picker-items' },
    ...words.map((word) => h('div', { class: 'picker-row' }, word)),
  );
  const box = h('div', { class: 'picker-wheel', 'aria-label': name }, items);
  body.append(box);
  return new Wheel(box, items, () => ROW_PX, { begin: () => {}, turned, end: () => {} });
}
