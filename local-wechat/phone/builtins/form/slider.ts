import { isTouch } from '../../runtime/backend/touches';
import { type BuiltinHost, builtin } from '../builtin';
import { inner, variables } from '../inner';
import { registerField } from './form';

export const slider = builtin({
  tag: 'slider',
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: Number,
    color: String,
    selectedColor: String,
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: { type: String, value: '#e9e9e9' },
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
    showValue: Boolean,
    name: String,
  },
  create(host) {
    const show = (): void => draw(host);
    const set = (value: number, event: 'changing' | 'change' | undefined): void => {
      host.set('value', value);
      if (event !== undefined) host.emit(event, { value });
    };
    registerField(host, {
      value: () => host.get<number>('value'),
      reset: () => host.set('value', host.get('min')),
    });
    return {
      attached() {
        show();
        drag(host, set);
        steer(host, set);
      },
      changed: show,
    };
  },
});

type SetValue = (value: number, event: 'changing' | 'change' | undefined) => void;

function draw(host: BuiltinHost): void {
  const { element } = host;
  const [min, max, value] = [host.get<number>('min'), host.get<number>('max'), host.get<number>('value')];
  const shown = Math.min(max, Math.max(min, value));
  const percent = max === min ? 0 : ((shown - min) / (max - min)) * 100;
  inner<HTMLElement>(host, '.wx-slider-done').style.width = `${percent}%`;
  const size = `${Math.min(28, Math.max(12, host.get<number>('blockSize')))}px`;
  Object.assign(inner<HTMLElement>(host, '.wx-slider-handle').style, {
    left: `${percent}%`,
    width: size,
    height: size,
  });
  const number = inner<HTMLElement>(host, '.wx-slider-value');
  number.hidden = !host.get<boolean>('showValue');
  number.textContent = String(shown);
  variables(host, {
    color: host.get<string>('selectedColor') || host.get<string>('activeColor'),
    background: host.get<string>('color') || host.get<string>('backgroundColor'),
    block: host.get<string>('blockColor'),
  });
  const facts = {
    role: 'slider',
    valuemin: min,
    valuemax: max,
    valuenow: shown,
    disabled: host.get<boolean>('disabled'),
  };
  for (const [name, fact] of Object.entries(facts)) {
    element.setAttribute(name === 'role' ? name : `aria-${name}`, String(fact));
  }
}

/** The value that a place along the lane stands for, on the grid of steps. */
function snapped(host: BuiltinHost, ratio: number): number {
  const [min, max, step] = [host.get<number>('min'), host.get<number>('max'), host.get<number>('step')];
  const raw = min + Math.min(1, Math.max(0, ratio)) * (max - min);
  const steps = Math.round((raw - min) / step) * step;
  return Number(Math.min(max, min + steps).toFixed(6));
}

function drag(host: BuiltinHost, set: SetValue): void {
  const lane = inner<HTMLElement>(host, '.wx-slider-lane');
  const at = (event: Event): number | undefined => {
    const finger = isTouch(event) ? event.changedTouches[0] : undefined;
    if (finger === undefined || host.get<boolean>('disabled')) return undefined;
    const { left, width } = lane.getBoundingClientRect();
    return snapped(host, (finger.clientX - left) / width);
  };
  const follow = (event: Event): void => {
    const value = at(event);
    if (value === undefined) return;
    if (event.cancelable) event.preventDefault();
    if (value !== host.get<number>('value')) set(value, 'changing');
  };
  lane.addEventListener('touchstart', follow, { passive: false });
  lane.addEventListener('touchmove', follow, { passive: false });
  lane.addEventListener('touchend', (event) => {
    const value = at(event);
    if (value !== undefined) set(value, 'change');
  });
}

/** Arrow keys move it by one step. */
function steer(host: BuiltinHost, set: SetValue): void {
  host.element.tabIndex = 0;
  host.element.addEventListener('keydown', (event) => {
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (direction === undefined || host.get<boolean>('disabled')) return;
    event.preventDefault();
    const [min, max] = [host.get<number>('min'), host.get<number>('max')];
    const value = host.get<number>('value') + direction * host.get<number>('step');
    set(Math.min(max, Math.max(min, value)), 'change');
  });
}
