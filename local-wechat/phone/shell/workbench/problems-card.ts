import { h } from '../../runtime/element';
import { Card } from './card';

/** What the phones have reported: errors with their lines of source, and what the phone lacks. */
export class ProblemsCard {
  readonly card: Card;
  private readonly list = h('ol', { class: 'problems' });
  private readonly counts = new Map<string, { item: HTMLElement; count: number }>();

  constructor() {
    this.card = new Card('问题', this.list);
    this.card.say('没有');
  }

  add(level: string, text: string): void {
    const known = this.counts.get(text);
    if (known !== undefined) {
      known.count += 1;
      known.item.dataset.count = `×${known.count}`;
      return;
    }
    const item = h('li', { class: `problem-${level}` }, text);
    this.counts.set(text, { item, count: 1 });
    this.list.prepend(item);
    this.card.say(`${this.counts.size} 条`);
  }
}
