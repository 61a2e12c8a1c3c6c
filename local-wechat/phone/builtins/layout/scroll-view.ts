import { type BuiltinHost, builtin } from '../builtin';
import { inner } from '../inner';
import { pullToRefresh, showRefresher } from './refresher';

/** A length of WeChat: a number of px, or a text with a unit. */
function px(value: unknown): number {
  return Number.parseFloat(String(value)) || 0;
}

function offsets(element: HTMLElement): Record<string, number> {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element;
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

export const scrollView = builtin({
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    enableBackToTop: Boolean,
    enableFlex: Boolean,
    enablePassive: Boolean,
    enhanced: Boolean,
    bounces: { type: Boolean, value: true },
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    fastDeceleration: Boolean,
    scrollAnchoring: Boolean,
    usingSticky: Boolean,
    type: String,
    refresherEnabled: Boolean,
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: String,
    refresherTriggered: Boolean,
  },
  create(host) {
    const { element } = host;
    const behavior = (): ScrollBehavior => (host.get<boolean>('scrollWithAnimation') ? 'smooth' : 'auto');
    const direct = (): void => {
      const flow = (name: string): string => (host.get<boolean>(name) ? 'auto' : 'hidden');
      const flex = host.get<boolean>('enableFlex') ? ' wx-scroll-flex' : '';
      inner(host, '.wx-scroll-content').setAttribute('class', `wx-scroll-content${flex}`);
      host.setStyle(`overflow-x:${flow('scrollX')};overflow-y:${flow('scrollY')}`);
    };
    const move: Record<string, (value: unknown) => void> = {
      scrollTop: (value) =>
        value !== null && value !== '' && element.scrollTo({ top: px(value), behavior: behavior() }),
      scrollLeft: (value) =>
        value !== null && value !== '' && element.scrollTo({ left: px(value), behavior: behavior() }),
      scrollIntoView: (id) => intoView(host, String(id), behavior()),
    };
    return {
      attached() {
        direct();
        reportScrolling(host);
        pullToRefresh(host);
        for (const [name, apply] of Object.entries(move)) apply(host.get(name));
      },
      changed(name, value) {
        if (name === 'refresherTriggered') {
          showRefresher(host, value === true ? host.get<number>('refresherThreshold') : 0);
          return;
        }
        const apply = move[name];
        if (apply === undefined) direct();
        else apply(value);
      },
    };
  },
});

function intoView(host: BuiltinHost, id: string, behavior: ScrollBehavior): void {
  if (id === '') return;
  const target = host.element.querySelector(`[id="${id}"], [id$="--${id}"]`);
  if (target === null) return;
  const box = host.element.getBoundingClientRect();
  const rect = target.getBoundingClientRect();
  host.element.scrollBy({ top: rect.top - box.top, left: rect.left - box.left, behavior });
}

/** Events of scrolling; the ends are told once on reaching them. */
function reportScrolling(host: BuiltinHost): void {
  const { element } = host;
  let last = offsets(element);
  const at = { upper: true, lower: false };
  element.addEventListener('scroll', (event) => {
    event.stopPropagation();
    const now = offsets(element);
    const deltaX = (last.scrollLeft ?? 0) - (now.scrollLeft ?? 0);
    const deltaY = (last.scrollTop ?? 0) - (now.scrollTop ?? 0);
    last = now;
    host.emit('scroll', { ...now, deltaX, deltaY });
    const vertical = host.get<boolean>('scrollY');
    const before = vertical ? element.scrollTop : element.scrollLeft;
    const size = vertical ? element.clientHeight : element.clientWidth;
    const after = (vertical ? element.scrollHeight : element.scrollWidth) - before - size;
    const upper = before <= px(host.get('upperThreshold'));
    const lower = after <= px(host.get('lowerThreshold'));
    if (upper && !at.upper) host.emit('scrolltoupper', { direction: vertical ? 'top' : 'left' });
    if (lower && !at.lower) host.emit('scrolltolower', { direction: vertical ? 'bottom' : 'right' });
    Object.assign(at, { upper, lower });
  });
}
