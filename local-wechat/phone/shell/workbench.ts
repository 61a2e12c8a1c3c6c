import { h } from '../runtime/element';
import type { Person } from '../runtime/identity';
import type { CallRecord } from '../runtime/server-link';
import { CallsCard } from './workbench/calls-card';
import { ClockCard } from './workbench/clock-card';
import { type ClockFacts, control } from './workbench/control';
import { FaultsCard } from './workbench/faults-card';
import { PeopleCard } from './workbench/people-card';
import { PhoneColumn } from './workbench/phone-column';
import { ProblemsCard } from './workbench/problems-card';
import { SwitchesCard } from './workbench/switches-card';

/** Facts that the server writes into the page: the counterpart of `workbenchPage` in serve/pages.ts. */
interface WorkbenchFacts {
  readonly hasWeChat: boolean;
  readonly people: readonly Person[];
}

type Report =
  | { type: 'call'; call: CallRecord }
  | { type: 'problem'; level: string; text: string }
  | { type: 'state'; words: readonly string[] };

const REFRESH_MS = 1000;
/** What stands above and below a phone: the head, who holds it, two rows of tools and a line about its state. */
const ROOM_AROUND_PX = 250;
const ADDED_KEY = 'phone:people';

/** Two phones side by side, and around them the clock, people, faults and calls of the local WeChat. */
class Workbench {
  private readonly phones: readonly PhoneColumn[];
  private readonly clock = new ClockCard(() => void this.refresh());
  private readonly people = new PeopleCard();
  private readonly faults = new FaultsCard();
  private readonly switches = new SwitchesCard();
  private readonly calls = new CallsCard();
  private readonly problems = new ProblemsCard();
  private everybody: readonly Person[];

  constructor(private readonly facts: WorkbenchFacts) {
    this.everybody = [...facts.people, ...addedPeople()];
    const [first, second = first] = this.everybody;
    if (first === undefined || second === undefined) throw new Error('nobody holds a phone');
    const staff = this.everybody.find(({ role }) => role !== undefined && role !== '学员') ?? second;
    this.phones = [first, staff].map(
      (holder) =>
        new PhoneColumn(this.everybody, holder, (person, added) => this.holderChanged(person, added)),
    );
  }

  start(): void {
    document.body.append(
      h(
        'header',
        { class: 'bench-head' },
        h('h1', {}, '本地微信'),
        h('span', {}, this.facts.hasWeChat ? '已连接' : '没有连接，小程序单独运行'),
      ),
      h('main', { class: 'bench' }, ...this.phones.map(({ element }) => element), ...this.panels()),
    );
    window.addEventListener('message', (event: MessageEvent<Report>) => this.hear(event));
    window.addEventListener('resize', () => this.fit());
    this.fit();
    if (!this.facts.hasWeChat) return;
    void this.people.show(this.holders());
    void this.faults.show();
    void this.switches.show();
    void this.keepFresh();
  }

  private panels(): HTMLElement[] {
    const { facts, clock, people, faults, switches, calls, problems } = this;
    const column = (...cards: { card: { element: HTMLElement } }[]): HTMLElement =>
      h('div', { class: 'column' }, ...cards.map(({ card }) => card.element));
    return facts.hasWeChat
      ? [column(clock, people, faults, switches), column(calls, problems)]
      : [column(problems)];
  }

  private fit(): void {
    for (const phone of this.phones) phone.fit(window.innerHeight - ROOM_AROUND_PX);
  }

  private holders(): Person[] {
    return this.phones.flatMap(
      ({ openid }) => this.everybody.find((person) => person.openid === openid) ?? [],
    );
  }

  private holderChanged(person: Person, added: boolean): void {
    if (added) {
      localStorage.setItem(ADDED_KEY, JSON.stringify([...addedPeople(), person]));
      this.everybody = [...this.everybody, person];
      for (const phone of this.phones) phone.setPeople(this.everybody);
    }
    if (this.facts.hasWeChat) void this.people.show(this.holders());
  }

  private hear({ origin, source, data }: MessageEvent<Report>): void {
    if (origin !== location.origin) return;
    if (data.type === 'call') this.calls.add(data.call, this.clock.now);
    if (data.type === 'state') this.phones.find((phone) => phone.speaks(source))?.sayState(data.words);
    if (data.type === 'problem') this.problems.add(data.level, data.text);
  }

  private async keepFresh(): Promise<void> {
    await this.refresh();
    setTimeout(() => void this.keepFresh(), REFRESH_MS);
  }

  private async refresh(): Promise<void> {
    await this.clock.card.attempt(async () => this.clock.show(await control<ClockFacts>('GET', '/clock')));
    await this.calls.refresh();
  }
}

function addedPeople(): Person[] {
  const kept: unknown = JSON.parse(localStorage.getItem(ADDED_KEY) ?? '[]');
  return Array.isArray(kept) ? kept : [];
}

const facts: WorkbenchFacts = Reflect.get(window, '__phoneFacts');
new Workbench(facts).start();
