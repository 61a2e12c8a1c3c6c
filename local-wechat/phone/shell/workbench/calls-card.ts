import { h } from '../../runtime/element';
import type { CallRecord } from '../../runtime/server-link';
import { callWords } from './call-words';
import { Card } from './card';
import { fetchLog, type LogLine } from './control';
import { actionOf, refusalOf, SpokenCalls } from './spoken-calls';

interface Line {
  readonly key: string;
  readonly kind: string;
  readonly time: string;
  readonly name: string;
  readonly note: string;
  readonly status: string;
  readonly failed: boolean;
  readonly detail: unknown;
}

const FILTERS: Readonly<Record<string, (line: Line) => boolean>> = {
  // Reading and writing documents is left out: there are too many of them to see anything else.
  全部: ({ kind }) => kind !== 'cloud',
  云函数: ({ kind }) => kind === 'function' || kind === 'output',
  微信支付: ({ kind }) => kind === 'pay',
  消息: ({ kind }) => kind === 'openapi',
  手机: ({ kind }) => kind === 'api',
  数据库: ({ kind }) => kind === 'cloud',
  时钟: ({ kind }) => kind === 'clock',
};

/** China's time is eight hours ahead of UTC, all the year. */
const CHINA_AHEAD_MS = 8 * 3_600_000;

/** Most rows on the screen at once. */
const SHOWN = 200;

/** The live timeline of calls between Mini Program, functions and WeChat Pay, the latest first. */
export class CallsCard {
  readonly card: Card;
  private readonly list = h('div', { class: 'calls', role: 'log', 'aria-label': '调用' });
  private readonly detail = h('div', { class: 'call-detail', role: 'region', 'aria-label': '选中的调用' });
  private filter = '全部';
  private log: readonly LogLine[] = [];
  private readonly fromPhones: Line[] = [];
  private readonly spoken = new SpokenCalls();
  private drawn = '';

  constructor() {
    const chips = Object.keys(FILTERS).map((name) =>
      h(
        'button',
        {
          class: 'chip',
          'aria-pressed': String(name === this.filter),
          onclick: (event) => this.choose(name, event),
        },
        name,
      ),
    );
    this.card = new Card('调用', h('div', { class: 'chips' }, ...chips), this.list, this.detail);
    this.card.say('实时');
  }

  async refresh(): Promise<void> {
    await this.card.attempt(async () => {
      this.log = await fetchLog();
      this.draw();
    });
  }

  /** A call that only the phone knows of, such as `openBusinessView`. @param now the local WeChat's time, ms since 1970 */
  add(call: CallRecord, now: number): void {
    if (call.kind === 'function') {
      this.spoken.add(call);
      return;
    }
    // As the local WeChat writes its lines: the time in China.
    const time = new Date(now + CHINA_AHEAD_MS).toISOString();
    this.fromPhones.push({
      ...{
        key: `phone-${this.fromPhones.length}`,
        kind: 'api',
        time,
        name: call.name,
        note: '',
        failed: !call.ok,
      },
      status: call.ok ? '–' : '失败',
      detail: { request: call.request, answer: call.answer },
    });
    this.draw();
  }

  private choose(name: string, event: Event): void {
    this.filter = name;
    for (const chip of this.card.element.querySelectorAll('.chip'))
      chip.setAttribute('aria-pressed', String(chip === event.currentTarget));
    this.draw();
  }

  private draw(): void {
    const wanted = FILTERS[this.filter] ?? (() => true);
    const lines = [...this.log.map((line) => fromLog(line, this.spoken.of(line))), ...this.fromPhones]
      .filter(wanted)
      .slice(-SHOWN)
      .reverse();
    const signature = lines.map(({ key }) => key).join();
    if (signature === this.drawn) return;
    this.drawn = signature;
    const focused = this.list.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-key')
      : undefined;
    this.list.replaceChildren(...lines.map((line) => this.row(line)));
    // A line keeps the focus while others come in above it; its answer may have come meanwhile.
    for (const row of this.list.querySelectorAll<HTMLElement>('.call'))
      if (row.dataset.key === focused) row.focus();
  }

  private row(line: Line): HTMLElement {
    return h(
      'button',
      {
        class: line.failed ? 'call call-failed' : 'call',
        'data-key': line.key.replace('+', ''),
        onclick: () => this.open(line),
      },
      h('time', {}, line.time.slice(11, 19)),
      h(
        'span',
        { class: 'call-name' },
        h('b', {}, line.name),
        line.note === '' ? undefined : h('span', {}, line.note),
      ),
      h('span', { class: 'call-status' }, line.status),
    );
  }

  private open(line: Line): void {
    const text = JSON.stringify(line.detail ?? {}, undefined, 2);
    this.detail.replaceChildren(h('h3', {}, line.name), h('pre', { tabindex: 0 }, text));
  }
}

function fromLog(line: LogLine, spoken: CallRecord | undefined): Line {
  const { seq, kind, at, from, what, who, ms, error, detail } = line;
  const words = callWords(line);
  const refusal = error ?? (spoken === undefined ? undefined : refusalOf(spoken));
  const took = ms === undefined ? '' : `${Math.round(ms)} ms`;
  return {
    key: `${seq}${spoken === undefined ? '' : '+'}`,
    kind,
    time: at,
    name: `${words.arrow} ${words.name}${spoken === undefined ? '' : actionOf(spoken)}`.trim(),
    note: [from, who, refusal].filter((part) => part !== undefined && part !== '').join(' · '),
    status: words.status || (error === undefined ? took : '失败'),
    failed: refusal !== undefined || /^[345]/.test(words.status),
    detail: { at, what, from, who, ms, error, detail, request: spoken?.request, answer: spoken?.answer },
  };
}
