import { h } from '../../runtime/element';
import { initial, type Person } from '../../runtime/identity';
import { yuan } from '../screens/parts';
import { Card, toggle } from './card';
import { control } from './control';

/** What WeChat knows of a person and never tells: `GET /people/:openid`. */
interface Standing {
  readonly credit: number;
  readonly frequency: number;
  readonly activity: number;
  readonly balanceFen: number;
  readonly teenMode: boolean;
  readonly overdue: boolean;
}

const FACTORS = { credit: '信用历史', frequency: '支付行为', activity: '微信活跃' } as const;
const FLAGS = { teenMode: '青少年模式', overdue: '有逾期未付' } as const;

/**
 * The people who hold the phones: hidden factors of the score, balance. The score itself is shown nowhere.
 */
export class PeopleCard {
  readonly card: Card;
  private readonly list = h('div', { class: 'people' });

  constructor() {
    this.card = new Card('人', this.list);
    this.card.say('只在本地微信里，产品读不到');
  }

  async show(people: readonly Person[]): Promise<void> {
    await this.card.attempt(async () => {
      const unique = [...new Map(people.map((person) => [person.openid, person])).values()];
      const blocks = unique.map(async (person) => {
        const standing = await control<Standing>('GET', `/people/${encodeURIComponent(person.openid)}`);
        return this.block(person, standing);
      });
      this.list.replaceChildren(...(await Promise.all(blocks)));
    });
  }

  private block(person: Person, standing: Standing): HTMLElement {
    const put = (change: Partial<Standing>): void => {
      void this.card.attempt(() =>
        control<void>('PUT', `/people/${encodeURIComponent(person.openid)}`, change),
      );
    };
    const sliders = Object.entries(FACTORS).map(([factor, label]) => {
      const slider = h('input', {
        type: 'range',
        min: 0,
        max: 100,
        value: standing[factor as keyof typeof FACTORS],
      });
      slider.addEventListener('change', () => put({ [factor]: Number(slider.value) }));
      return h('label', { class: 'factor' }, h('span', {}, label), slider);
    });
    const flags = Object.entries(FLAGS).map(([flag, label]) =>
      toggle(label, '', standing[flag as keyof typeof FLAGS], (on) => put({ [flag]: on })),
    );
    return h(
      'article',
      { class: 'person' },
      h(
        'header',
        {},
        h('span', { class: 'round', 'aria-hidden': 'true' }, initial(person.name)),
        h('span', { class: 'person-name' }, h('b', {}, person.name), h('span', {}, person.role ?? '')),
        balance(standing.balanceFen, (balanceFen) => put({ balanceFen })),
      ),
      ...sliders,
      h('div', { class: 'flags' }, ...flags),
    );
  }
}

/** Balance in yuan; typing another amount sets it. */
function balance(fen: number, set: (fen: number) => void): HTMLElement {
  const field = h('input', {
    class: 'balance',
    value: (fen / 100).toFixed(2),
    inputmode: 'decimal',
    'aria-label': `零钱 ${yuan(fen)}`,
  });
  field.addEventListener('change', () => {
    const amount = Math.round(Number(field.value) * 100);
    if (Number.isFinite(amount) && amount >= 0) set(amount);
  });
  return h('label', { class: 'balance-label' }, '零钱 ¥', field);
}
