import type { EventOptions, GeneralComponent, typeUtils } from 'glass-easel';
import type { PageScope } from '../runtime/page-scope';

/** A built-in component seen from inside: its element, its properties, and a way to send events. */
export interface BuiltinHost {
  readonly element: HTMLElement;
  readonly component: GeneralComponent;
  readonly page: PageScope;
  /** Present value of a property. */
  get<T>(name: string): T;
  /** Changes a property from inside, as a switch does when it is tapped. */
  set(name: string, value: unknown): void;
  /** Sends a WeChat event. `bubbles` for the few that bubble. */
  emit(type: string, detail?: unknown, options?: EventOptions): void;
  /** Adds classes named by the page (hover-class, placeholder-class) in the page's own scope. */
  setClass(names: string): void;
  /** Adds style to the element without touching the style the page has given. */
  setStyle(style: string): void;
}

/** One instance of a built-in. */
export interface BuiltinInstance {
  /** In the document for the first time; properties have their values. */
  attached?(): void;
  /** A property has changed after that. */
  changed?(name: string, value: unknown): void;
  detached?(): void;
}

/**
 * What makes a built-in: see docs/phone.md, "How to add a built-in". What is inside its element, when it is
 * not just a slot, stands in templates.ts.
 */
export interface Builtin {
  /** WeChat's name of it, without prefix. */
  readonly tag: string;
  readonly properties: typeUtils.PropertyList;
  create(host: BuiltinHost): BuiltinInstance;
}

/** Names a built-in; only helps TypeScript. */
export function builtin(definition: Builtin): Builtin {
  return definition;
}
