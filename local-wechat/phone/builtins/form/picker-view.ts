import { type BuiltinHost, builtin } from '../builtin';
import { inner } from '../inner';
import { scopedClasses } from '../scope';
import { Wheel } from '../wheel';

interface Columns {
  /** A column has come to rest on another row. */
  turned(column: Element): void;
  /** The row that a column should stand on. */
  row(column: Element): number;
  readonly host: BuiltinHost;
}

const views = new WeakMap<Element, Columns>();
const wheels = new WeakMap<Element, Wheel>();

function columnsOf(host: BuiltinHost): Element[] {
  return [...host.element.querySelectorAll('wx-picker-view-column')];
}

export const pickerView = builtin({
  tag: 'picker-view',
  properties: {
    value: Array,
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
  },
  create(host) {
    const values = (): number[] => host.get<number[]>('value') ?? [];
    const place = (): void => {
      for (const [index, column] of columnsOf(host).entries())
        wheels.get(column)?.turnTo(values()[index] ?? 0);
    };
    views.set(host.element, {
      host,
      row: (column) => values()[columnsOf(host).indexOf(column)] ?? 0,
      turned() {
        const value = columnsOf(host).map((column) => wheels.get(column)?.row ?? 0);
        host.set('value', value);
        host.emit('change', { value });
      },
    });
    return {
      attached: () => requestAnimationFrame(place),
      changed(name) {
        if (name === 'value') place();
      },
    };
  },
});

export const pickerViewColumn = builtin({
  tag: 'picker-view-column',
  properties: {},
  create(host) {
    const { element } = host;
    return {
      attached() {
        const parent = element.closest('wx-picker-view');
        const view = parent === null ? undefined : views.get(parent);
        if (view === undefined) return;
        const indicator = inner<HTMLElement>(host, '.wx-wheel-indicator');
        indicator.setAttribute('style', view.host.get<string>('indicatorStyle'));
        indicator.className = `wx-wheel-indicator ${scopedClasses(view.host, view.host.get<string>('indicatorClass'))}`;
        const mask = inner<HTMLElement>(host, '.wx-wheel-mask');
        mask.className = `wx-wheel-mask ${scopedClasses(view.host, view.host.get<string>('maskClass'))}`;
        mask.setAttribute('style', view.host.get<string>('maskStyle'));
        const wheel = new Wheel(
          inner<HTMLElement>(host, '.wx-wheel'),
          inner<HTMLElement>(host, '.wx-wheel-items'),
          () => indicator.offsetHeight || 34,
          {
            begin: () => view.host.emit('pickstart'),
            turned: () => view.turned(element),
            end: () => view.host.emit('pickend'),
          },
        );
        wheels.set(element, wheel);
        element.style.setProperty('--wx-edge', `calc(50% - ${(indicator.offsetHeight || 34) / 2}px)`);
        requestAnimationFrame(() => wheel.turnTo(view.row(element)));
      },
      detached: () => wheels.get(element)?.stop(),
    };
  },
});
