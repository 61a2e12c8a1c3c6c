import { type Builtin, type BuiltinHost, builtin } from '../builtin';
import { variables } from '../inner';
import { registerField } from './form';
import { keyboardTap } from './keyboard-tap';
import { tappable } from './tappable';

/** One checkbox or radio, as its group sees it. */
interface Choice {
  readonly host: BuiltinHost;
  set(checked: boolean): void;
}

interface Group {
  /** A choice was made by the person. */
  chosen(choice: Choice): void;
}

const choices = new WeakMap<Element, Choice>();
const groups = new WeakMap<Element, Group>();

function within(group: BuiltinHost, tag: string): Choice[] {
  return [...group.element.querySelectorAll(tag)].flatMap((element) => choices.get(element) ?? []);
}

function choice(tag: 'checkbox' | 'radio'): Builtin {
  return builtin({
    tag,
    properties: { value: String, checked: Boolean, disabled: Boolean, color: String, name: String },
    create(host) {
      const { element } = host;
      const disabled = (): boolean => host.get<boolean>('disabled');
      const own: Choice = { host, set: (checked) => host.set('checked', checked) };
      const show = (): void => {
        element.setAttribute('aria-checked', String(host.get<boolean>('checked')));
        element.setAttribute('aria-disabled', String(disabled()));
        variables(host, { color: host.get<string>('color') });
      };
      const toggle = (): void => {
        const checked = host.get<boolean>('checked');
        if (disabled() || (tag === 'radio' && checked)) return;
        own.set(!checked);
        const group = element.closest(`wx-${tag}-group`);
        if (group !== null) groups.get(group)?.chosen(own);
      };
      choices.set(element, own);
      tappable(element, toggle);
      return {
        attached() {
          show();
          keyboardTap(host, tag, disabled);
          host.component.addListener('tap', toggle);
        },
        changed: show,
      };
    },
  });
}

export const checkbox = choice('checkbox');
export const radio = choice('radio');

const values = (all: readonly Choice[]): string[] =>
  all.filter(({ host }) => host.get<boolean>('checked')).map(({ host }) => host.get<string>('value'));

export const checkboxGroup = builtin({
  tag: 'checkbox-group',
  properties: { name: String },
  create(host) {
    const all = (): Choice[] => within(host, 'wx-checkbox');
    groups.set(host.element, { chosen: () => host.emit('change', { value: values(all()) }) });
    registerField(host, {
      value: () => values(all()),
      reset: () => {
        for (const one of all()) one.set(false);
      },
    });
    return { attached: () => host.element.setAttribute('role', 'group') };
  },
});

export const radioGroup = builtin({
  tag: 'radio-group',
  properties: { name: String },
  create(host) {
    const all = (): Choice[] => within(host, 'wx-radio');
    groups.set(host.element, {
      chosen(choice) {
        for (const other of all()) if (other !== choice) other.set(false);
        host.emit('change', { value: choice.host.get<string>('value') });
      },
    });
    registerField(host, {
      value: () => values(all())[0] ?? '',
      reset: () => {
        for (const one of all()) one.set(false);
      },
    });
    return { attached: () => host.element.setAttribute('role', 'radiogroup') };
  },
});
