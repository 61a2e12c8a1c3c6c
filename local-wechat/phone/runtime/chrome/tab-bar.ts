import type { TabBarJson } from '../built-app';
import { h } from '../element';
import type { Phone } from '../phone';

interface TabState {
  text: string;
  iconPath: string | undefined;
  selectedIconPath: string | undefined;
  badge: string;
  dot: boolean;
}

interface TabStyle {
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle: string;
}

/** WeChat's own tab bar, drawn by the phone; a custom one is drawn by the Mini Program inside its pages. */
export class TabBar {
  readonly element = h('nav', { class: 'tab-bar', 'aria-label': '标签栏', hidden: true });
  private readonly tabs: TabState[];
  private style: Partial<TabStyle> = {};
  private shown = true;

  constructor(
    private readonly phone: Phone,
    private readonly json: TabBarJson,
  ) {
    this.tabs = json.list.map(({ text, iconPath, selectedIconPath }) => ({
      text,
      iconPath,
      selectedIconPath,
      badge: '',
      dot: false,
    }));
    const { metrics } = phone;
    this.element.style.height = `${metrics.tabBar + metrics.homeIndicator}px`;
    phone.onPageChange(() => this.refresh());
    phone.theme.onChange(() => this.refresh());
  }

  /** @throws Error when there is no tab of that index. */
  update(index: number, change: Partial<TabState>): void {
    const tab = this.tabs[index];
    if (tab === undefined) throw new Error('tabbar item not found');
    Object.assign(tab, change);
    this.refresh();
  }

  setStyle(style: Partial<TabStyle>): void {
    this.style = { ...this.style, ...style };
    this.refresh();
  }

  setShown(shown: boolean): void {
    this.shown = shown;
    this.refresh();
  }

  refresh(): void {
    const { router, theme } = this.phone;
    const current = this.json.list.findIndex(({ pagePath }) => pagePath === router.top?.url.path);
    this.element.hidden = current < 0 || !this.shown || this.json.custom === true;
    const colour = (name: keyof TabStyle, fallback: string): string =>
      this.style[name] ?? theme.resolve(this.json[name]) ?? fallback;
    this.element.style.background = colour('backgroundColor', '#ffffff');
    const line = colour('borderStyle', 'black');
    this.element.style.borderTopColor =
      line === 'white' ? 'transparent' : line === 'black' ? 'rgba(0,0,0,.1)' : line;
    const items = this.tabs.map((tab, index) => {
      const selected = index === current;
      const item = this.item(tab, index, selected);
      item.style.color = selected ? colour('selectedColor', '#000000') : colour('color', '#7a7a7a');
      return item;
    });
    const focused = [...this.element.children].indexOf(document.activeElement ?? this.element);
    this.element.replaceChildren(...items);
    items[focused]?.focus();
  }

  private item(tab: TabState, index: number, selected: boolean): HTMLElement {
    const { phone, json } = this;
    const pagePath = json.list[index]?.pagePath ?? '';
    const path = phone.theme.resolve(selected ? tab.selectedIconPath : tab.iconPath);
    const picture =
      path === undefined ? undefined : h('img', { src: phone.files.projectUrl(path, ''), alt: '' });
    const mark = tab.dot
      ? h('i', { class: 'tab-dot' })
      : tab.badge === ''
        ? undefined
        : h('b', { class: 'tab-badge' }, tab.badge);
    const open = (): void => {
      phone.router.top?.call('onTabItemTap', { index, pagePath, text: tab.text });
      phone.router.switchTab(`/${pagePath}`);
    };
    return h(
      'button',
      {
        class: picture === undefined ? 'tab tab-plain' : 'tab',
        'aria-current': selected ? 'page' : false,
        onclick: open,
      },
      h('span', { class: 'tab-picture' }, picture, mark),
      h('span', { class: 'tab-text' }, tab.text),
    );
  }
}
