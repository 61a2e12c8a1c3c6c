interface WheelEvents {
  begin(): void;
  /** The wheel rests on another row than before. */
  turned(): void;
  end(): void;
}

/** How long a wheel must not have moved to count as resting, in ms. */
const REST_MS = 100;

/**
 * A column of rows that is turned by scrolling, by tapping a row or by the arrow keys. Used by pickers in
 * pages and sheets alike.
 */
export class Wheel {
  row = 0;
  private moving = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly resize: MutationObserver;

  /**
   * @param box scrolls; its height is that of the whole wheel
   * @param items holds the rows
   * @param rowHeight height of every row in px
   */
  constructor(
    private readonly box: HTMLElement,
    readonly items: HTMLElement,
    private readonly rowHeight: () => number,
    private readonly events: WheelEvents,
  ) {
    const Observer = box.ownerDocument.defaultView?.MutationObserver ?? MutationObserver;
    this.resize = new Observer(() => this.pad());
    this.resize.observe(items, { childList: true });
    this.pad();
    box.tabIndex = 0;
    box.setAttribute('role', 'listbox');
    box.addEventListener('scroll', this.scrolled);
    box.addEventListener('keydown', this.pressed);
    items.addEventListener('click', this.clicked);
  }

  get count(): number {
    return this.items.childElementCount;
  }

  /** Stands on a row without telling anybody. */
  turnTo(row: number): void {
    this.row = Math.max(0, Math.min(row, this.count - 1));
    this.box.scrollTop = this.row * this.rowHeight();
    this.mark();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.resize.disconnect();
  }

  /** First and last row must be able to reach the middle. */
  private pad(): void {
    const edge = Math.max(0, (this.box.clientHeight - this.rowHeight()) / 2);
    this.items.style.padding = `${edge}px 0`;
    for (const row of Array.from(this.items.children))
      (row as HTMLElement).style.height = `${this.rowHeight()}px`;
    this.turnTo(this.row);
  }

  private readonly scrolled = (event: Event): void => {
    event.stopPropagation();
    const aim = Math.round(this.box.scrollTop / this.rowHeight());
    if (!this.moving && aim === this.row) return;
    if (!this.moving) this.events.begin();
    this.moving = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), REST_MS);
  };

  private rest(): void {
    this.moving = false;
    const row = Math.max(0, Math.min(Math.round(this.box.scrollTop / this.rowHeight()), this.count - 1));
    const turned = row !== this.row;
    this.row = row;
    this.mark();
    if (turned) this.events.turned();
    this.events.end();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.choose(this.row + step);
  };

  private readonly clicked = (event: Event): void => {
    const rows = Array.from(this.items.children);
    const row = rows.findIndex(
      (item) => event.target instanceof Object && item.contains(event.target as Node),
    );
    if (row >= 0) this.choose(row);
  };

  private choose(row: number): void {
    const before = this.row;
    this.turnTo(row);
    if (this.row === before) return;
    this.events.begin();
    this.events.turned();
    this.events.end();
  }

  private mark(): void {
    for (const [index, item] of Array.from(this.items.children).entries()) {
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', String(index === this.row));
    }
  }
}
