import { h } from '../../runtime/element';
import { eventWords } from './call-words';
import { button, Card } from './card';
import { type ClockFacts, control } from './control';
import { advanceToNextEvent } from './next-event';

const HOUR_MS = 3_600_000;

/** The virtual clock: what time it is in the local WeChat, and the ways to let it pass. */
export class ClockCard {
  readonly card: Card;
  private readonly time = h('time', { class: 'clock-time' });
  private readonly day = h('p', { class: 'clock-day' });
  private readonly last = h(
    'p',
    { class: 'clock-last', role: 'status' },
    '跳到下一事件：直到微信支付或消息有动静',
  );
  private readonly next = button('跳到下一事件', () => void this.toNextEvent(), true);
  private readonly mode = button('', () => void this.switchMode());
  private facts: ClockFacts | undefined;
  private looking = false;

  /** @param changed called whenever the time was changed from here */
  constructor(private readonly changed: () => void) {
    const steps = h(
      'div',
      { class: 'buttons' },
      this.next,
      button('+1 时', () => void this.advance(HOUR_MS)),
      button('+1 天', () => void this.advance(24 * HOUR_MS)),
    );
    this.card = new Card(
      '虚拟时钟',
      this.time,
      this.day,
      this.last,
      steps,
      h('div', { class: 'buttons' }, this.mode),
    );
  }

  /** The time when the clock was last looked at, ms since 1970. */
  get now(): number {
    return this.facts?.now ?? Date.now();
  }

  show(facts: ClockFacts): void {
    this.facts = facts;
    const format = (options: Intl.DateTimeFormatOptions): string =>
      new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options }).format(
        facts.now,
      );
    this.time.textContent = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.day.textContent = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
    this.card.say(facts.mode === 'frozen' ? '已暂停' : '在走');
    this.mode.textContent = facts.mode === 'frozen' ? '让时间走' : '让时间停';
  }

  private async advance(ms: number): Promise<void> {
    await this.card.attempt(async () => {
      this.show(await control<ClockFacts>('POST', '/clock/advance', { ms, timers: 'once' }));
    });
    this.changed();
  }

  private async toNextEvent(): Promise<void> {
    if (this.looking) {
      this.looking = false;
      return;
    }
    this.looking = true;
    this.next.textContent = '停下';
    await this.card.attempt(async () => {
      const event = await advanceToNextEvent(() => this.looking);
      this.last.textContent = event === undefined ? '没有等到新的事件' : eventWords(event);
    });
    this.looking = false;
    this.next.textContent = '跳到下一事件';
    this.changed();
  }

  private async switchMode(): Promise<void> {
    const mode = this.facts?.mode === 'frozen' ? 'running' : 'frozen';
    await this.card.attempt(async () =>
      this.show(await control<ClockFacts>('POST', '/clock/mode', { mode })),
    );
    this.changed();
  }
}
