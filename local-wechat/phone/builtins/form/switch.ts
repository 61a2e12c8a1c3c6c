import { builtin } from '../builtin';
import { inner, variables } from '../inner';
import { registerField } from './form';
import { keyboardTap } from './keyboard-tap';
import { tappable } from './tappable';

export const switchControl = builtin({
  tag: 'switch',
  properties: {
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: String,
    name: String,
  },
  create(host) {
    const { element } = host;
    const disabled = (): boolean => host.get<boolean>('disabled');
    const show = (): void => {
      element.setAttribute('aria-checked', String(host.get<boolean>('checked')));
      element.setAttribute('aria-disabled', String(disabled()));
      inner(host, 'span').className = host.get<string>('type') === 'checkbox' ? 'wx-mark' : 'wx-switch';
      variables(host, { color: host.get<string>('color') });
    };
    const toggle = (): void => {
      if (disabled()) return;
      const checked = !host.get<boolean>('checked');
      host.set('checked', checked);
      host.emit('change', { value: checked });
    };
    tappable(element, toggle);
    registerField(host, {
      value: () => host.get<boolean>('checked'),
      reset: () => host.set('checked', false),
    });
    return {
      attached() {
        show();
        keyboardTap(host, 'switch', disabled);
        host.component.addListener('tap', toggle);
      },
      changed: show,
    };
  },
});
