import type { Element as FrameworkElement, GeneralComponent } from 'glass-easel';
import { toBrowserUnits } from '../../build/units';
import { asDom, type BackendElement } from '../backend/dom';
import { WXS_SEGMENT } from '../framework-values';
import { rawTarget } from './events';

/** Path of a value in a template; 1 and 2 at its start mean that it comes from WXS. */
type ValuePath = readonly unknown[] | null | undefined;
type WxsFunction = (...args: unknown[]) => unknown;
type ChangeListener = (
  now: unknown,
  before: unknown,
  host: GeneralComponent,
  element: FrameworkElement,
) => void;

const states = new WeakMap<FrameworkElement, object>();

/**
 * An element as WXS sees it: `ownerInstance`, `event.instance`.
 * Source: WeChat developer documents, "WXS responds to events".
 */
class WxsInstance {
  constructor(private readonly element: FrameworkElement) {}

  selectComponent(selector: string): WxsInstance | null {
    const found = this.scope()?.querySelector(selector) ?? null;
    return found === null ? null : new WxsInstance(found);
  }

  selectAllComponents(selector: string): WxsInstance[] {
    return (this.scope()?.querySelectorAll(selector) ?? []).map((found) => new WxsInstance(found));
  }

  setStyle(style: string | Record<string, unknown>): this {
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map(([name, value]) => `${kebab(name)}:${value}`)
            .join(';');
    this.element.setNodeStyle(toBrowserUnits(text), WXS_SEGMENT);
    return this;
  }

  addClass(name: string): this {
    this.element.toggleNodeClass(name, true, WXS_SEGMENT);
    return this;
  }

  removeClass(name: string): this {
    this.element.toggleNodeClass(name, false, WXS_SEGMENT);
    return this;
  }

  hasClass(name: string): boolean {
    return this.element.class.split(/\s+/).includes(name);
  }

  getDataset(): Record<string, unknown> {
    return { ...this.element.dataset };
  }

  callMethod(name: string, args?: unknown): void {
    const caller: object | null = this.element.asGeneralComponent()?.getMethodCaller() ?? null;
    const method: unknown = caller === null ? undefined : Reflect.get(caller, name);
    if (typeof method === 'function') method.call(caller, args);
  }

  triggerEvent(name: string, detail?: unknown): void {
    this.element.asGeneralComponent()?.triggerEvent(name, detail);
  }

  getState(): object {
    const state = states.get(this.element) ?? {};
    states.set(this.element, state);
    return state;
  }

  getBoundingClientRect(): DOMRect | undefined {
    return this.dom()?.getBoundingClientRect();
  }

  getComputedStyle(names: readonly string[]): Record<string, string> {
    const dom = this.dom();
    const style = dom?.ownerDocument.defaultView?.getComputedStyle(dom);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(kebab(name)) ?? '']));
  }

  requestAnimationFrame(run: () => void): void {
    requestAnimationFrame(run);
  }

  setTimeout(run: () => void, ms: number): number {
    return window.setTimeout(run, ms);
  }

  clearTimeout(timer: number): void {
    window.clearTimeout(timer);
  }

  private scope() {
    return this.element.asGeneralComponent()?.getShadowRoot() ?? null;
  }

  private dom(): HTMLElement | undefined {
    const backend = this.element.$$;
    return backend === null ? undefined : asDom(backend as BackendElement);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const methods = new WeakMap<object, boolean>();

/**
 * Is a listener one of the component's own methods? Those of a component are enumerable; each is looked up
 * once.
 */
function isMethod(caller: object, listener: WxsFunction): boolean {
  const known = methods.get(listener);
  if (known !== undefined) return known;
  let found = false;
  for (const name in caller) if (Reflect.get(caller, name) === listener) found = true;
  methods.set(listener, found);
  return found;
}

/** A value with a path says itself where it is from; one that an expression has chosen does not. */
function isWxs(path: ValuePath): boolean {
  return path?.[0] === 1 || path?.[0] === 2;
}

/** The component whose template holds an element. */
function ownerOf(element: FrameworkElement): FrameworkElement {
  return element.ownerShadowRoot?.getHostNode() ?? element;
}

/**
 * What compiled templates call for listeners and `change:` observers that come from WXS: see
 * build/templates.ts.
 */
export const wxsRuntime = {
  changeProp(listener: ChangeListener): ChangeListener {
    return (now, before, host, element) => {
      const run = (): void => {
        (listener as WxsFunction)(now, before, new WxsInstance(host), new WxsInstance(element));
      };
      // The first value arrives while the elements are being made; an observer may look for those that come
      // later.
      if (before === undefined) queueMicrotask(run);
      else run();
    };
  },
  event(caller: object, event: object, listener: WxsFunction, path: ValuePath): unknown {
    const element = rawTarget(event);
    const fromWxs = isWxs(path) || !isMethod(caller, listener);
    if (!fromWxs || element === undefined) return listener.call(caller, event);
    const instance = new WxsInstance(element);
    return listener(Object.assign(event, { instance }), new WxsInstance(ownerOf(element)));
  },
};
