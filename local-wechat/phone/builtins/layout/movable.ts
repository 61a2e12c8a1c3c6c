import { isTouch } from '../../runtime/backend/touches';
import { type BuiltinHost, builtin } from '../builtin';

export const movableArea = builtin({
  tag: 'movable-area',
  properties: { scaleArea: Boolean },
  create: () => ({}),
});

/**
 * Can be dragged inside its movable-area. Without inertia and scaling, which are said to be absent when asked
 * for.
 */
export const movableView = builtin({
  tag: 'movable-view',
  properties: {
    direction: { type: String, value: 'none' },
    x: null,
    y: null,
    disabled: Boolean,
    outOfBounds: Boolean,
    animation: { type: Boolean, value: true },
    inertia: Boolean,
    damping: Number,
    friction: Number,
    scale: Boolean,
    scaleMin: Number,
    scaleMax: Number,
    scaleValue: Number,
  },
  create(host) {
    const at = { x: 0, y: 0 };
    const move = (x: number, y: number, source: string): void => {
      Object.assign(at, within(host, x, y));
      host.setStyle(`transform:translate3d(${at.x}px,${at.y}px,0)`);
      host.emit('change', { ...at, source });
    };
    const place = (): void =>
      move(Number.parseFloat(host.get('x')) || 0, Number.parseFloat(host.get('y')) || 0, '');
    let from: { x: number; y: number } | undefined;
    host.element.addEventListener('touchstart', (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      from =
        finger && !host.get<boolean>('disabled')
          ? { x: finger.clientX - at.x, y: finger.clientY - at.y }
          : undefined;
    });
    host.element.addEventListener(
      'touchmove',
      (event) => {
        const finger = isTouch(event) ? event.touches[0] : undefined;
        if (from === undefined || finger === undefined) return;
        if (event.cancelable) event.preventDefault();
        const direction = host.get<string>('direction');
        const free = (name: string): boolean => direction === 'all' || direction === name;
        move(
          free('horizontal') ? finger.clientX - from.x : at.x,
          free('vertical') ? finger.clientY - from.y : at.y,
          'touch',
        );
      },
      { passive: false },
    );
    return {
      attached() {
        for (const name of ['inertia', 'scale']) {
          if (host.get<boolean>(name)) host.page.phone.problems.absent(`<movable-view ${name}>`);
        }
        requestAnimationFrame(place);
      },
      changed(name) {
        if (name === 'x' || name === 'y') place();
      },
    };
  },
});

function within(host: BuiltinHost, x: number, y: number): { x: number; y: number } {
  const area = host.element.closest('wx-movable-area');
  if (area === null || host.get<boolean>('outOfBounds')) return { x, y };
  const clamp = (value: number, room: number): number =>
    Math.min(Math.max(value, Math.min(0, room)), Math.max(0, room));
  const { offsetWidth, offsetHeight } = host.element;
  return { x: clamp(x, area.clientWidth - offsetWidth), y: clamp(y, area.clientHeight - offsetHeight) };
}
