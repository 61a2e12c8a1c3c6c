import type { EventOptions, GeneralComponent, template } from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { hostElement } from '../runtime/backend/dom';
import { BUILTIN_SEGMENT } from '../runtime/framework-values';
import { pageScope } from '../runtime/page-scope';
import { animateElement } from './animation';
import { ARIA_PROPERTIES, applyAria } from './aria';
import type { Builtin, BuiltinHost, BuiltinInstance } from './builtin';

/** Properties that every built-in has. */
const COMMON = { hidden: Boolean, animation: null, ...ARIA_PROPERTIES };

const instances = new WeakMap<GeneralComponent, { instance: BuiltinInstance; host: BuiltinHost }>();

/** Makes a built-in known to all pages of a code space. */
export function registerBuiltin(
  builtin: Builtin,
  space: CodeSpace,
  templates: template.ProcGenGroupList,
): void {
  const components = space.getComponentSpace();
  const content = templates[`builtin/${builtin.tag}`];
  const properties = { ...COMMON, ...builtin.properties };
  const tag = `wx-${builtin.tag}`;
  const observers = Object.fromEntries(
    Object.keys(properties).map((name) => [
      name,
      function (this: GeneralComponent, value: unknown) {
        changed(this, name, value);
      },
    ]),
  );
  const definition = components.defineComponent({
    is: tag,
    properties,
    observers,
    template: content === undefined ? null : { groupList: templates, content },
    lifetimes: {
      attached(this: GeneralComponent) {
        attach(this, builtin);
      },
      detached(this: GeneralComponent) {
        instances.get(this)?.instance.detached?.();
      },
    },
  });
  components.setGlobalUsingComponent(tag, definition.general());
}

/**
 * The instance behind a component, for built-ins that work together (form and its fields, picker-view and its
 * columns).
 */
export function instanceOf(component: GeneralComponent): BuiltinInstance | undefined {
  return instances.get(component)?.instance;
}

function attach(component: GeneralComponent, builtin: Builtin): void {
  const known = instances.get(component);
  if (known !== undefined) {
    known.instance.attached?.();
    return;
  }
  const host = makeHost(component);
  const entry = { host, instance: builtin.create(host) };
  instances.set(component, entry);
  for (const name of Object.keys(COMMON)) common(host, name, host.get(name));
  entry.instance.attached?.();
}

function changed(component: GeneralComponent, name: string, value: unknown): void {
  const entry = instances.get(component);
  if (entry === undefined) return;
  if (name in COMMON) common(entry.host, name, value);
  entry.instance.changed?.(name, value);
}

function common(host: BuiltinHost, name: string, value: unknown): void {
  if (name === 'hidden') host.element.toggleAttribute('hidden', value === true);
  else if (name === 'animation') animateElement(host, value);
  else applyAria(host.element, name, value);
}

function makeHost(component: GeneralComponent): BuiltinHost {
  return {
    component,
    element: hostElement(component),
    page: pageScope(component.getBackendContext()),
    get: <T>(name: string) => (component.data as Record<string, unknown>)[name] as T,
    set: (name, value) => component.setData({ [name]: value }),
    emit: (type, detail = {}, options: EventOptions = {}) => component.triggerEvent(type, detail, options),
    setClass: (names) => component.setNodeClass(names, BUILTIN_SEGMENT),
    setStyle: (style) => component.setNodeStyle(style, BUILTIN_SEGMENT),
  };
}
