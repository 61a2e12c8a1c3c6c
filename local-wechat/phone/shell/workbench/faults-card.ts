import { h } from '../../runtime/element';
import { Card, toggle } from './card';
import { control } from './control';
import { FAULT_WORDS, PLACE_WORDS } from './fault-words';

interface Fault {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly happened: number;
  readonly times?: number;
}

interface Faults {
  readonly faults: readonly Fault[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Things that go wrong on demand, each once. */
export class FaultsCard {
  readonly card: Card;
  private readonly list = h('div', { class: 'faults' });

  constructor() {
    this.card = new Card('故障', this.list);
  }

  async show(): Promise<void> {
    await this.card.attempt(async () => {
      const { faults, kinds } = await control<Faults>('GET', '/faults');
      const waiting = faults.filter(({ happened, times = 1 }) => happened < times);
      this.card.say(waiting.length === 0 ? '都没有开' : `${waiting.length} 项等着发生`);
      const open = new Set([...this.list.querySelectorAll('details[open]')].map((group) => group.id));
      const focused = document.activeElement?.closest('.toggle')?.id;
      this.list.replaceChildren(
        ...Object.entries(kinds).map(([place, entries]) =>
          this.place(place, entries, waiting, open.has(`fault-${place}`)),
        ),
      );
      if (focused) document.getElementById(focused)?.querySelector('input')?.focus();
    });
  }

  private place(
    place: string,
    kinds: Readonly<Record<string, string>>,
    waiting: readonly Fault[],
    open: boolean,
  ): HTMLElement {
    const rows = Object.entries(kinds).map(([kind, says]) => {
      const active = waiting.find((fault) => fault.at === place && fault.kind === kind);
      const name = FAULT_WORDS[`${place}/${kind}`] ?? kind;
      const row = toggle(
        name,
        '下一次',
        active !== undefined,
        (on) => void this.turn(place, kind, on, active),
      );
      row.title = says;
      row.id = `fault-${place}-${kind}`;
      return row;
    });
    const active = waiting.filter(({ at }) => at === place).length;
    const words = `${PLACE_WORDS[place] ?? place}${active === 0 ? '' : ` · ${active}`}`;
    return h('details', { id: `fault-${place}`, open }, h('summary', {}, words), ...rows);
  }

  private async turn(at: string, kind: string, on: boolean, active: Fault | undefined): Promise<void> {
    await this.card.attempt(async () => {
      if (on) await control('POST', '/faults', { at, kind, times: 1 });
      else if (active !== undefined) await control('DELETE', `/faults/${active.id}`);
    });
    await this.show();
  }
}
