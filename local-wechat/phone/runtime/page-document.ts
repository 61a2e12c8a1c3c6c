import { toBrowserUnits } from '../build/units';
import builtinCss from '../builtins/builtins.css';
import { PageStyles } from './page-styles';

type View = Window & typeof globalThis;

/** Where a page leaves room for the phone's own bars, in px. */
export interface SafeArea {
  readonly top: number;
  readonly bottom: number;
}

let opened = 0;

/** The document of one page: an iframe of the phone's own origin, written by the phone, never navigated. */
export class PageDocument {
  readonly frame: HTMLIFrameElement;
  readonly doc: Document;
  readonly view: View;
  readonly styles: PageStyles;

  /** An iframe reloads when it is moved, so it is made where it stays. */
  constructor(holder: HTMLElement, path: string, styleTexts: Record<string, string>) {
    opened += 1;
    this.frame = document.createElement('iframe');
    this.frame.name = `page-${opened}:${path}`;
    this.frame.title = path;
    this.frame.className = 'page-frame';
    holder.append(this.frame);
    const { contentWindow } = this.frame;
    if (contentWindow === null) throw new Error('the browser gave no window for a page');
    this.view = contentWindow as View;
    this.doc = contentWindow.document;
    // An empty iframe is in quirks mode until a doctype is written.
    this.doc.open();
    this.doc.write(
      '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body></body></html>',
    );
    this.doc.close();
    const base = this.doc.createElement('style');
    base.textContent = builtinCss;
    this.doc.head.append(base);
    this.styles = new PageStyles(this.doc, styleTexts);
    this.translateInlineUnits();
  }

  setSafeArea({ top, bottom }: SafeArea): void {
    const { style } = this.doc.documentElement;
    style.setProperty('--phone-safe-top', `${top}px`);
    style.setProperty('--phone-safe-bottom', `${bottom}px`);
  }

  /** The element that scrolls when the page does. */
  get scroller(): Element {
    return this.doc.scrollingElement ?? this.doc.documentElement;
  }

  /**
   * Units in `style` attributes did not pass the style compiler. Each document has an `Element` of its own.
   */
  private translateInlineUnits(): void {
    const { prototype } = this.view.Element;
    const set = prototype.setAttribute;
    prototype.setAttribute = function (this: Element, name: string, value: string): void {
      set.call(this, name, name === 'style' ? toBrowserUnits(String(value)) : value);
    };
  }
}
