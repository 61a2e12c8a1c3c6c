import { builtin } from '../builtin';
import { TEXT_FIELD_PROPERTIES, textField } from './text-field';

/** Keyboards of WeChat's input types, in the browser's words. */
const KEYBOARDS: Record<string, string> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  nickname: 'text',
};

export const input = builtin({
  tag: 'input',
  properties: {
    ...TEXT_FIELD_PROPERTIES,
    type: { type: String, value: 'text' },
    password: Boolean,
    randomNumber: Boolean,
  },
  create(host) {
    const native = host.element.querySelector('input');
    if (native === null) throw new Error('input without a field');
    const field = textField(host, native);
    const keyboard = (): void => {
      const type = host.get<string>('type');
      native.type = host.get<boolean>('password') || type === 'safe-password' ? 'password' : 'text';
      native.inputMode = KEYBOARDS[type] ?? 'text';
    };
    return {
      ...field,
      attached() {
        keyboard();
        field.attached?.();
      },
      changed(name, value) {
        if (name === 'type' || name === 'password') keyboard();
        field.changed?.(name, value);
      },
    };
  },
});
