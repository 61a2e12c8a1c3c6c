import type { GeneralComponent } from 'glass-easel';
import { type BuiltinHost, builtin } from '../builtin';

/** A field that a form collects. */
export interface Field {
  name(): string;
  value(): unknown;
  reset(): void;
}

export interface FormPort {
  submit(by: BuiltinHost): void;
  reset(by: BuiltinHost): void;
}

const forms = new WeakMap<Element, FormPort>();
const fields = new WeakMap<Element, Field>();

/** Registers a built-in as a field of whatever form it stands in. */
export function registerField(host: BuiltinHost, field: Omit<Field, 'name'>): void {
  fields.set(host.element, { ...field, name: () => host.get<string>('name') });
}

/** The form around an element. */
export function nearestForm(host: BuiltinHost): FormPort | undefined {
  const element = host.element.closest('wx-form');
  return element === null ? undefined : forms.get(element);
}

export const form = builtin({
  tag: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  create(host) {
    const all = (): Field[] => collect(host.element);
    forms.set(host.element, {
      submit(by) {
        const value = Object.fromEntries(
          all()
            .filter((field) => field.name() !== '')
            .map((field) => [field.name(), field.value()]),
        );
        host.emit('submit', { value, target: { id: by.component.id, dataset: by.component.dataset } });
      },
      reset(by) {
        for (const field of all()) field.reset();
        host.emit('reset', { target: { id: by.component.id, dataset: by.component.dataset } });
      },
    });
    return {};
  },
});

/** Fields in the order of the document: built-ins, and components with the behavior wx://form-field. */
function collect(root: Element): Field[] {
  return Array.from(root.querySelectorAll('*')).flatMap((element) => {
    const own = fields.get(element);
    if (own !== undefined) return [own];
    const component = componentOf(element);
    return component === undefined ? [] : [component];
  });
}

/** A component of the project that declares itself a field has the properties `name` and `value`. */
function componentOf(element: Element): Field | undefined {
  const component: unknown = Reflect.get(element, '__wxElement');
  if (typeof component !== 'object' || component === null || !('data' in component)) return undefined;
  const { data } = component as GeneralComponent;
  if (typeof data !== 'object' || data === null || !('name' in data) || !('value' in data)) return undefined;
  if (element.tagName.startsWith('WX-')) return undefined;
  const { name, value } = data as { name: unknown; value: unknown };
  return { name: () => String(name ?? ''), value: () => value, reset: () => {} };
}
