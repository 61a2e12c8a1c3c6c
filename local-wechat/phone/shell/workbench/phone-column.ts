import { h } from '../../runtime/element';
import { initial, type Person } from '../../runtime/identity';

/** Screens that a phone can have, by name. */
const SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  '390 × 844': [390, 844],
  '360 × 640': [360, 640],
};

/** WeChat's text sizes, in px of its standard text. */
const FONTS: Readonly<Record<string, number>> = { 标准字: 17, 大字: 20, 特大字: 23 };

/** What can happen to a phone, and what the Mini Program is told of it. Level 10: WeChat's TRIM_MEMORY_RUNNING_LOW. */
const HAPPENINGS: Readonly<Record<string, readonly [hook: string, ...facts: object[]]>> = {
  来电: ['onAudioInterruptionBegin'],
  来电结束: ['onAudioInterruptionEnd'],
  内存不足: ['onMemoryWarning', { level: 10 }],
};

const NEW_PERSON = '+';

/** One phone of the workbench with its holder. */
export class PhoneColumn {
  readonly element: HTMLElement;
  private readonly frame = h('iframe', { class: 'phone-frame', title: '手机' });
  private readonly shell = h('div', { class: 'phone-shell' }, h('div', { class: 'phone-glass' }, this.frame));
  private readonly round = h('span', { class: 'round', 'aria-hidden': 'true' });
  private readonly who = h('select', { class: 'who', 'aria-label': '谁拿着这台手机' });
  /** What the Mini Program has made of the phone: that its screen stays on, how bright it is. */
  private readonly state = h('p', { class: 'phone-state', role: 'status' });
  private size: readonly [number, number] = [390, 844];
  private font = 17;

  constructor(
    private people: readonly Person[],
    private holder: Person,
    private readonly changed: (holder: Person, added: boolean) => void,
  ) {
    this.who.addEventListener('change', () => this.choose());
    const size = h(
      'select',
      { 'aria-label': '屏幕' },
      ...Object.keys(SIZES).map((name) => h('option', {}, name)),
    );
    size.addEventListener('change', () => this.resize(SIZES[size.value] ?? [390, 844]));
    const font = h(
      'select',
      { 'aria-label': '字号' },
      ...Object.keys(FONTS).map((name) => h('option', {}, name)),
    );
    font.addEventListener('change', () => {
      this.font = FONTS[font.value] ?? 17;
      this.frame.src = this.address();
    });
    const tools = h(
      'div',
      { class: 'phone-tools' },
      size,
      font,
      this.tool('深色', (on) => this.inside()?.theme.choose(on ? 'dark' : 'light')),
      this.tool('断网', (on) => this.inside()?.network.setOnline(!on)),
      this.happenings(),
      h('button', { class: 'tool', onclick: () => this.reload() }, '重载'),
    );
    this.element = h(
      'section',
      { class: 'phone-column' },
      h('header', { class: 'phone-head' }, this.round, this.who),
      this.shell,
      tools,
      this.state,
    );
    // A phone that starts anew is as usual again.
    this.frame.addEventListener('load', () => this.sayState([]));
    this.draw();
    this.frame.src = this.address();
  }

  get openid(): string {
    return this.holder.openid;
  }

  /** Makes the phone as large as the window lets it be. */
  fit(room: number): void {
    const [width, height] = this.size;
    const scale = Math.min(1, room / (height + 24));
    Object.assign(this.frame.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `scale(${scale})`,
    });
    this.element.style.width = `${width * scale + 16}px`;
    this.shell.style.height = `${height * scale + 16}px`;
  }

  setPeople(people: readonly Person[]): void {
    this.people = people;
    this.draw();
  }

  /** The phone inside the frame, once it runs. */
  inside(): Window['phone'] | undefined {
    return this.frame.contentWindow?.phone;
  }

  /** Does a message of the browser come from this phone? */
  speaks(source: MessageEventSource | null): boolean {
    return source === this.frame.contentWindow;
  }

  sayState(words: readonly string[]): void {
    this.state.textContent = words.join(' · ');
  }

  /** What happens to a phone outside of any Mini Program. */
  private happenings(): HTMLElement {
    const names = Object.keys(HAPPENINGS);
    const choice = h(
      'select',
      { 'aria-label': '手机遇到' },
      ...['手机遇到…', ...names].map((name) => h('option', {}, name)),
    );
    choice.addEventListener('change', () => {
      const [hook, ...facts] = HAPPENINGS[choice.value] ?? [];
      if (hook !== undefined) this.inside()?.app.tell(hook, ...facts);
      choice.selectedIndex = 0;
    });
    return choice;
  }

  private address(): string {
    return `/phone?as=${encodeURIComponent(this.holder.openid)}&font=${this.font}`;
  }

  private reload(): void {
    this.frame.contentWindow?.location.reload();
  }

  private choose(): void {
    if (this.who.value === NEW_PERSON) {
      const name = window.prompt('新的人叫什么？');
      if (name === null || name.trim() === '') {
        this.draw();
        return;
      }
      this.holder = {
        openid: `oLocal_${Date.now().toString(36)}_${'0'.repeat(8)}`,
        name: name.trim(),
        role: '新用户',
      };
      this.changed(this.holder, true);
    } else {
      this.holder = this.people.find(({ openid }) => openid === this.who.value) ?? this.holder;
      this.changed(this.holder, false);
    }
    this.draw();
    this.frame.src = this.address();
  }

  private resize(size: readonly [number, number]): void {
    this.size = size;
    window.dispatchEvent(new Event('resize'));
    this.reload();
  }

  private draw(): void {
    this.round.textContent = initial(this.holder.name);
    this.element.setAttribute('aria-label', `${this.holder.name}的手机`);
    const options = this.people.map(({ openid, name, role }) =>
      h(
        'option',
        { value: openid, selected: openid === this.holder.openid },
        role === undefined ? name : `${name} · ${role}`,
      ),
    );
    this.who.replaceChildren(...options, h('option', { value: NEW_PERSON }, '新的人…'));
  }

  private tool(label: string, turn: (on: boolean) => void): HTMLElement {
    const made: HTMLElement = h('button', { class: 'tool', 'aria-pressed': 'false' }, label);
    made.addEventListener('click', () => {
      const on = made.getAttribute('aria-pressed') !== 'true';
      made.setAttribute('aria-pressed', String(on));
      turn(on);
    });
    return made;
  }
}
