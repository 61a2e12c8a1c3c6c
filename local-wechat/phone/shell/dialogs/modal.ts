import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openLayer } from './layer';

export interface ModalWords {
  readonly title: string;
  readonly content: string;
  readonly editable: boolean;
  readonly placeholder: string;
  /** undefined: there is no way to say no. */
  readonly cancel: string | undefined;
  readonly cancelColour: string;
  readonly confirm: string;
  readonly confirmColour: string;
}

/** WeChat's modal dialog. It cannot be dismissed by a tap beside it. */
export function showModal(phone: Phone, words: ModalWords): Promise<{ confirm: boolean; content: string }> {
  return new Promise((resolve) => {
    const field = h('input', {
      class: 'modal-field',
      placeholder: words.placeholder,
      value: words.content,
      'data-focus': true,
      'aria-label': words.placeholder || words.title,
    });
    const end = (confirm: boolean): void => {
      opened.close();
      resolve({ confirm, content: field.value });
    };
    const button = (label: string, colour: string, confirm: boolean): HTMLElement => {
      const made = h('button', { class: 'modal-button', onclick: () => end(confirm) }, label);
      made.style.color = colour;
      return made;
    };
    const content = h(
      'div',
      { class: 'modal' },
      words.title === '' ? undefined : h('h2', { class: 'modal-title' }, words.title),
      words.editable ? field : h('p', { class: 'modal-content' }, words.content),
      h(
        'div',
        { class: 'modal-buttons' },
        words.cancel === undefined ? undefined : button(words.cancel, words.cancelColour, false),
        button(words.confirm, words.confirmColour, true),
      ),
    );
    const opened = openLayer(phone, content, {
      label: words.title || words.content,
      kind: 'modal',
      escape: () => words.cancel !== undefined && end(false),
    });
  });
}

/** WeChat's sheet of choices. @returns the chosen index, or undefined when the person chose none. */
export function showActionSheet(
  phone: Phone,
  items: readonly string[],
  colour: string,
  alert: string,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const end = (index: number | undefined): void => {
      opened.close();
      resolve(index);
    };
    const rows = items.map((item, index) => {
      const row = h('button', { class: 'sheet-row', onclick: () => end(index) }, item);
      row.style.color = colour;
      return row;
    });
    const heading = alert === '' ? undefined : h('p', { class: 'sheet-alert' }, alert);
    const cancel = h('button', { class: 'sheet-row sheet-cancel', onclick: () => end(undefined) }, '取消');
    const content = h('div', { class: 'sheet' }, heading, ...rows, cancel);
    const opened = openLayer(phone, content, {
      label: alert || '选择',
      kind: 'sheet',
      dismiss: () => end(undefined),
    });
  });
}
