import { toBrowserUnits } from '../../build/units';
import { type BuiltinHost, builtin } from '../builtin';
import { inner } from '../inner';

/** Where the box rests and where it comes from, by `position`. */
const PLACES: Record<string, readonly [rest: string, away: string]> = {
  bottom: ['inset:auto 0 0', 'translateY(100%)'],
  top: ['inset:0 0 auto', 'translateY(-100%)'],
  right: ['inset:0;width:100%', 'translateX(100%)'],
  center: ['inset:auto;left:50%;top:50%;translate:-50% -50%', 'scale(.8)'],
};

/** A page within the page: the way back closes it before it leaves the page. */
export const pageContainer = builtin({
  tag: 'page-container',
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  create(host) {
    const container = inner<HTMLElement>(host, '.wx-container');
    const mask = inner<HTMLElement>(host, '.wx-container-mask');
    let shown = false;
    let release: (() => void) | undefined;
    const leave = (): void => {
      if (!shown) return;
      shown = false;
      release?.();
      host.set('show', false);
      for (const event of ['beforeleave', 'leave']) host.emit(event);
      draw(host, false);
      setTimeout(() => {
        container.hidden = !shown;
        host.emit('afterleave');
      }, host.get<number>('duration'));
    };
    const enter = (): void => {
      if (shown) return;
      shown = true;
      container.hidden = false;
      release = host.page.phone.router.beforeBack(host.page.document, () => host.set('show', false));
      draw(host, false);
      for (const event of ['beforeenter', 'enter']) host.emit(event);
      requestAnimationFrame(() => draw(host, shown));
      setTimeout(() => host.emit('afterenter'), host.get<number>('duration'));
    };
    const follow = (): void => (host.get<boolean>('show') ? enter() : leave());
    mask.addEventListener('click', () => {
      host.emit('clickoverlay');
      host.set('show', false);
    });
    return {
      attached() {
        container.hidden = true;
        follow();
      },
      changed: follow,
      detached: () => release?.(),
    };
  },
});

function draw(host: BuiltinHost, open: boolean): void {
  const [rest, away] = PLACES[host.get<string>('position')] ?? ['inset:0', 'none'];
  const container = inner<HTMLElement>(host, '.wx-container');
  const mask = inner<HTMLElement>(host, '.wx-container-mask');
  const box = inner<HTMLElement>(host, '.wx-container-box');
  container.style.zIndex = String(host.get<number>('zIndex'));
  container.style.setProperty('--wx-duration', `${host.get<number>('duration')}ms`);
  mask.hidden = !host.get<boolean>('overlay');
  mask.setAttribute('style', `opacity:${open ? 1 : 0};${toBrowserUnits(host.get<string>('overlayStyle'))}`);
  const round = host.get<boolean>('round') ? 'border-radius:16px 16px 0 0;' : '';
  const move = open ? '' : `transform:${away};`;
  box.setAttribute('style', `${rest};${round}${move}${toBrowserUnits(host.get<string>('customStyle'))}`);
}
