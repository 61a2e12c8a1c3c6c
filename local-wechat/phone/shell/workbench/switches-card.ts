import { h } from '../../runtime/element';
import { Card, toggle } from './card';
import { control } from './control';

type Values = Readonly<Record<string, unknown>>;

/** What WeChat's documents leave open: a product must be right under every setting. */
export class SwitchesCard {
  readonly card: Card;
  private readonly list = h('div', { class: 'faults' });

  constructor() {
    this.card = new Card('开关', this.list);
    this.card.say('文档没说清的地方');
  }

  async show(): Promise<void> {
    await this.card.attempt(async () => {
      const pay = await control<Values>('GET', '/switches');
      const cloud = await control<{ switches: Values }>('GET', '/switches/cloud');
      const groups = [
        this.group('微信支付', '/switches', pay),
        this.group('云开发', '/switches/cloud', cloud.switches),
      ];
      this.list.replaceChildren(...groups);
    });
  }

  private group(title: string, path: string, values: Values): HTMLElement {
    const set = (name: string, value: unknown): void => {
      void this.card.attempt(async () => void (await control('PUT', path, { [name]: value })));
    };
    const rows = Object.entries(values).map(([name, value]) => {
      if (typeof value === 'boolean') return toggle(name, '', value, (on) => set(name, on));
      const field = h('input', {
        class: 'switch-value',
        value: typeof value === 'string' ? value : JSON.stringify(value),
      });
      field.addEventListener('change', () => set(name, parsed(field.value)));
      return h('label', { class: 'toggle' }, h('span', { class: 'toggle-words' }, h('b', {}, name)), field);
    });
    return h('details', {}, h('summary', {}, title), ...rows);
  }
}

/** Numbers and lists as JSON; anything else is a word. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
