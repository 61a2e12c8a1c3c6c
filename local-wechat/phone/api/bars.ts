import type { TabBar } from '../runtime/chrome/tab-bar';
import type { Phone } from '../runtime/phone';
import { ApiError, type ApiSet, type AsyncApi, asyncApis, number, type Options, text } from './api';

/** Navigation bar, tab bar, background and pull-down refresh: "API: interface". */
export function barApis(phone: Phone): ApiSet {
  return asyncApis(phone, { ...navigationBar(phone), ...tabBar(phone), ...page(phone) });
}

function navigationBar(phone: Phone): Record<string, AsyncApi> {
  const bar = () => phone.router.top?.navigationBar;
  return {
    setNavigationBarTitle: (options) =>
      done(() => {
        bar()?.setTitle(text(options, 'title'));
        phone.screen.say(text(options, 'title'));
      }),
    setNavigationBarColor: (options) =>
      done(() => {
        bar()?.setColour(text(options, 'frontColor', '#000000'), text(options, 'backgroundColor', '#ffffff'));
        if (phone.router.top !== undefined) phone.pageChanged(phone.router.top);
      }),
    showNavigationBarLoading: () => done(() => bar()?.setLoading(true)),
    hideNavigationBarLoading: () => done(() => bar()?.setLoading(false)),
    hideHomeButton: () => done(() => bar()?.hideLeading()),
  };
}

function tabBar(phone: Phone): Record<string, AsyncApi> {
  const withBar = (act: (bar: TabBar, options: Options) => void): AsyncApi => {
    return (options) =>
      done(() => {
        if (phone.tabBar === undefined || !phone.router.top?.isTab) throw new ApiError('not TabBar page');
        act(phone.tabBar, options);
      });
  };
  const index = (options: Options): number => number(options, 'index', -1);
  return {
    setTabBarBadge: withBar((bar, options) =>
      bar.update(index(options), { badge: text(options, 'text'), dot: false }),
    ),
    removeTabBarBadge: withBar((bar, options) => bar.update(index(options), { badge: '' })),
    showTabBarRedDot: withBar((bar, options) => bar.update(index(options), { dot: true, badge: '' })),
    hideTabBarRedDot: withBar((bar, options) => bar.update(index(options), { dot: false })),
    setTabBarItem: withBar((bar, options) => {
      const given = ['text', 'iconPath', 'selectedIconPath'].filter(
        (name) => typeof options[name] === 'string',
      );
      bar.update(index(options), Object.fromEntries(given.map((name) => [name, options[name]])));
    }),
    setTabBarStyle: withBar((bar, options) => {
      const names = ['color', 'selectedColor', 'backgroundColor', 'borderStyle'];
      bar.setStyle(
        Object.fromEntries(names.flatMap((name) => (options[name] ? [[name, options[name]]] : []))),
      );
    }),
    showTabBar: withBar((bar) => bar.setShown(true)),
    hideTabBar: withBar((bar) => bar.setShown(false)),
  };
}

function page(phone: Phone): Record<string, AsyncApi> {
  const top = () => {
    if (phone.router.top === undefined) throw new ApiError('no page is open');
    return phone.router.top;
  };
  return {
    startPullDownRefresh: () => done(() => top().pullDown.start()),
    stopPullDownRefresh: () => done(() => top().pullDown.stop()),
    setBackgroundColor: (options) =>
      done(() => {
        const all = text(options, 'backgroundColor', top().holder.style.backgroundColor);
        const above = text(options, 'backgroundColorTop', all);
        const below = text(options, 'backgroundColorBottom', all);
        top().holder.style.background =
          above === below ? above : `linear-gradient(${above} 50%, ${below} 50%)`;
      }),
    setBackgroundTextStyle: (options) =>
      done(() => {
        const style = text(options, 'textStyle');
        if (style !== 'dark' && style !== 'light')
          throw new ApiError('parameter error: parameter.textStyle should be dark or light');
        top().pullDown.setLight(style === 'light');
      }),
    pageScrollTo: (options) =>
      done(() => {
        const { scroller, doc } = top().document;
        const selector = text(options, 'selector');
        const target = selector === '' ? undefined : doc.querySelector(selector);
        const base =
          target === undefined || target === null
            ? 0
            : target.getBoundingClientRect().top + scroller.scrollTop;
        const offset = number(options, 'offsetTop', 0);
        const wanted = selector === '' ? number(options, 'scrollTop', 0) : base + offset;
        scroller.scrollTo({
          top: wanted,
          behavior: number(options, 'duration', 300) > 0 ? 'smooth' : 'auto',
        });
      }),
  };
}

function done(act: () => void): undefined {
  act();
  return undefined;
}
