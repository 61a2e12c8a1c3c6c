import type { WindowJson } from '../built-app';
import { h } from '../element';
import type { Phone } from '../phone';
import { icon } from './icons';

/** What stands at the left of the title. */
export type Leading = 'back' | 'home' | 'nothing';

/** The bar with the title above a page. With `navigationStyle: custom` it is there but empty. */
export class NavigationBar {
  readonly element: HTMLElement;
  private readonly title = h('h1', { class: 'nav-title' });
  private readonly spinner = h('i', { class: 'spinner nav-spinner', hidden: true, 'aria-label': '加载中' });
  private background: string | undefined;
  private front: string | undefined;

  constructor(
    private readonly phone: Phone,
    private readonly window: WindowJson,
    leading: Leading,
  ) {
    const custom = window.navigationStyle === 'custom';
    this.element = h('header', { class: 'nav-bar' });
    this.element.style.paddingTop = `${phone.metrics.statusBar}px`;
    this.element.hidden = custom;
    this.element.append(
      leadingButton(phone, leading),
      h('div', { class: 'nav-middle' }, this.spinner, this.title),
    );
    this.setTitle(window.navigationBarTitleText ?? '');
    this.refresh();
  }

  hideLeading(): void {
    this.element.querySelector('.nav-button')?.remove();
  }

  get titleText(): string {
    return this.title.textContent ?? '';
  }

  setTitle(title: string): void {
    this.title.textContent = title;
  }

  setColour(front: string | undefined, background: string | undefined): void {
    this.front = front ?? this.front;
    this.background = background ?? this.background;
    this.refresh();
  }

  setLoading(loading: boolean): void {
    this.spinner.hidden = !loading;
  }

  /** Is the text on the bar light, so that the status bar must be light as well? */
  get isLight(): boolean {
    const style = this.front ?? this.phone.theme.resolve(this.window.navigationBarTextStyle) ?? 'white';
    return style === 'white' || style.toLowerCase() === '#ffffff' || style === '#fff';
  }

  refresh(): void {
    const { theme } = this.phone;
    this.element.style.background =
      this.background ?? theme.resolve(this.window.navigationBarBackgroundColor) ?? '#000000';
    this.element.style.color = this.isLight ? '#ffffff' : '#000000';
  }
}

/**
 * Back to the page below; or, on a page that was opened from outside and is no tab, home to the first page.
 */
function leadingButton(phone: Phone, leading: Leading): HTMLElement {
  if (leading === 'back') {
    const back = (): void => phone.router.navigateBack(1);
    return h('button', { class: 'nav-button', 'aria-label': '返回', onclick: back }, icon('back'));
  }
  if (leading === 'home') {
    const home = (): void => phone.router.reLaunch(`/${phone.firstPage}`);
    return h('button', { class: 'nav-button', 'aria-label': '回到首页', onclick: home }, icon('home'));
  }
  return h('span');
}
