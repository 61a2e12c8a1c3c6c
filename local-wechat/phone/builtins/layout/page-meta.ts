import { toBrowserUnits } from '../../build/units';
import { type BuiltinHost, builtin } from '../builtin';

function page(host: BuiltinHost) {
  return host.page.phone.router.alive.find(({ document }) => document === host.page.document);
}

/**
 * Settings of the page around it: its style (to stop scrolling under a popup), font size of the root,
 * background.
 */
export const pageMeta = builtin({
  tag: 'page-meta',
  properties: {
    backgroundTextStyle: String,
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    rootBackgroundColor: String,
    scrollTop: String,
    scrollDuration: { type: Number, value: 300 },
    pageStyle: String,
    rootFontSize: String,
    pageFontSize: String,
    pageOrientation: String,
  },
  create(host) {
    const { doc, view, scroller } = host.page.document;
    const set = (): void => {
      const root = doc.documentElement;
      root.style.fontSize = size(host, host.get<string>('rootFontSize'));
      const pageElement = doc.querySelector('page');
      const fontSize = size(host, host.get<string>('pageFontSize'));
      const style = `${toBrowserUnits(host.get<string>('pageStyle'))};${fontSize === '' ? '' : `font-size:${fontSize}`}`;
      pageElement?.setAttribute('style', style);
      // A page that does not overflow its window does not scroll: the window must follow the page here.
      root.style.overflow = pageElement instanceof view.HTMLElement ? pageElement.style.overflow : '';
      if (host.get<string>('rootBackgroundColor') !== '')
        root.style.background = host.get<string>('rootBackgroundColor');
      const colour = host.get<string>('backgroundColor');
      const own = page(host);
      if (colour !== '' && own !== undefined) own.holder.style.background = colour;
    };
    const resize = (): void =>
      host.emit('resize', { size: { windowWidth: view.innerWidth, windowHeight: view.innerHeight } });
    return {
      attached() {
        set();
        view.addEventListener('resize', resize);
        doc.addEventListener('scroll', () => host.emit('scroll', { scrollTop: scroller.scrollTop }));
      },
      changed(name, value) {
        if (name === 'scrollTop' && value !== '') {
          const behavior = host.get<number>('scrollDuration') > 0 ? 'smooth' : 'auto';
          scroller.scrollTo({ top: Number.parseFloat(String(value)), behavior });
        } else set();
      },
      detached: () => view.removeEventListener('resize', resize),
    };
  },
});

/** "system" means the font size that the person has chosen in WeChat; WeChat's own is 16 px. */
function size(host: BuiltinHost, value: string): string {
  return value === 'system' ? `${(host.page.phone.fontSize.setting / 17) * 16}px` : toBrowserUnits(value);
}

/** Settings of the navigation bar, from inside a page-meta. */
export const navigationBar = builtin({
  tag: 'navigation-bar',
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: String,
  },
  create(host) {
    const set = (): void => {
      const bar = page(host)?.navigationBar;
      if (bar === undefined) return;
      if (host.get<string>('title') !== '') bar.setTitle(host.get('title'));
      bar.setLoading(host.get<boolean>('loading'));
      const [front, background] = [host.get<string>('frontColor'), host.get<string>('backgroundColor')];
      if (front !== '' || background !== '') bar.setColour(front || undefined, background || undefined);
    };
    return { attached: () => queueMicrotask(set), changed: set };
  },
});

/** Shows its content while the page's window fulfils its conditions. */
export const matchMedia = builtin({
  tag: 'match-media',
  properties: {
    minWidth: Number,
    maxWidth: Number,
    width: Number,
    minHeight: Number,
    maxHeight: Number,
    height: Number,
    orientation: String,
  },
  create(host) {
    const { view } = host.page.document;
    const check = (): void => {
      const limit = (name: string, holds: (limit: number) => boolean): boolean => {
        const value = host.get<number>(name);
        return value === 0 || holds(value);
      };
      const { innerWidth: width, innerHeight: height } = view;
      const orientation = host.get<string>('orientation');
      const matches =
        limit('minWidth', (min) => width >= min) &&
        limit('maxWidth', (max) => width <= max) &&
        limit('width', (exact) => width === exact) &&
        limit('minHeight', (min) => height >= min) &&
        limit('maxHeight', (max) => height <= max) &&
        limit('height', (exact) => height === exact) &&
        (orientation === '' || orientation === (width > height ? 'landscape' : 'portrait'));
      host.setStyle(matches ? '' : 'display:none');
    };
    view.addEventListener('resize', check);
    return { attached: check, changed: check, detached: () => view.removeEventListener('resize', check) };
  },
});
