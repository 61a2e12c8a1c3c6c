import { h } from '../../runtime/element';

/** A card of the workbench: a title, a word beside it, and content. */
export class Card {
  readonly element: HTMLElement;
  private readonly aside = h('span', { class: 'card-aside', role: 'status' });

  constructor(title: string, ...content: (Node | undefined)[]) {
    this.element = h(
      'section',
      { class: 'card', 'aria-label': title },
      h('header', { class: 'card-head' }, h('h2', {}, title), this.aside),
      ...content,
    );
  }

  /** The word beside the title. */
  say(words: string): void {
    this.aside.textContent = words;
  }

  /** Runs something that may fail; the card says why it did. */
  async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.element.querySelector('.card-error')?.remove();
    } catch (error) {
      this.element.querySelector('.card-error')?.remove();
      const words = error instanceof Error ? error.message : String(error);
      this.element.append(h('p', { class: 'card-error', role: 'alert' }, words));
    }
  }
}

/** A switch with its words; it tells when the person turns it. */
export function toggle(label: string, note: string, on: boolean, turned: (on: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', role: 'switch', checked: on });
  box.addEventListener('change', () => turned(box.checked));
  return h(
    'label',
    { class: 'toggle' },
    h('span', { class: 'toggle-words' }, h('b', {}, label), h('span', {}, note)),
    box,
  );
}

export function button(label: string, act: () => void, primary = false): HTMLButtonElement {
  return h('button', { class: primary ? 'button button-primary' : 'button', onclick: act }, label);
}
