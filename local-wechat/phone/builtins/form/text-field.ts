import type { BuiltinHost, BuiltinInstance } from '../builtin';
import { registerField } from './form';

type Native = HTMLInputElement | HTMLTextAreaElement;

/** Properties that `input` and `textarea` share. */
export const TEXT_FIELD_PROPERTIES = {
  value: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: 'input-placeholder' },
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  cursorSpacing: Number,
  focus: Boolean,
  autoFocus: Boolean,
  confirmType: { type: String, value: 'done' },
  confirmHold: Boolean,
  cursor: { type: Number, value: -1 },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  alwaysEmbed: Boolean,
  cursorColor: String,
  name: String,
};

/** Connects the browser's own field with the component around it. */
export function textField(host: BuiltinHost, native: Native): BuiltinInstance {
  const initial = { value: '' };
  const emit = (type: string, extra: object = {}): void => host.emit(type, { value: native.value, ...extra });
  const show = (value: unknown): void => {
    const text = value === null || value === undefined ? '' : String(value);
    if (native.value !== text) native.value = text;
  };
  const apply: Record<string, (value: unknown) => void> = {
    value: show,
    placeholder: (value) => native.setAttribute('placeholder', String(value)),
    disabled: (value) => {
      native.disabled = value === true;
    },
    maxlength: (value) => {
      native.maxLength = Number(value) < 0 ? 524_288 : Number(value);
    },
    focus: (value) => focusIf(native, value === true),
    confirmType: (value) => native.setAttribute('enterkeyhint', String(value)),
    ariaLabel: (value) => native.setAttribute('aria-label', String(value ?? '')),
  };
  listen(host, native, emit);
  registerField(host, { value: () => native.value, reset: () => show(initial.value) });
  return {
    attached() {
      for (const [name, set] of Object.entries(apply)) if (name !== 'focus') set(host.get(name));
      initial.value = native.value;
      focusIf(native, host.get<boolean>('focus') || host.get<boolean>('autoFocus'));
    },
    changed: (name, value) => apply[name]?.(value),
  };
}

function focusIf(native: Native, wanted: boolean): void {
  if (wanted) setTimeout(() => native.focus());
  else if (native.ownerDocument.activeElement === native) native.blur();
}

function listen(host: BuiltinHost, native: Native, emit: (type: string, extra?: object) => void): void {
  let composing = false;
  const on = (type: string, act: (event: Event) => void): void =>
    native.addEventListener(type, (event) => {
      event.stopPropagation();
      act(event);
    });
  on('compositionstart', () => {
    composing = true;
  });
  on('compositionend', () => {
    composing = false;
  });
  on('input', () => {
    host.set('value', native.value);
    host.emit('input', {
      value: native.value,
      cursor: native.selectionStart ?? native.value.length,
      keyCode: 0,
    });
  });
  on('focus', () => emit('focus', { height: 0 }));
  on('blur', () => {
    if (native.isConnected) emit('blur', { cursor: native.selectionStart ?? 0 });
  });
  native.addEventListener('keydown', (event) => {
    if (!(event instanceof (native.ownerDocument.defaultView ?? window).KeyboardEvent)) return;
    const single = native.tagName === 'INPUT';
    if (event.key !== 'Enter' || composing || !single) return;
    emit('confirm');
    if (!host.get<boolean>('confirmHold')) native.blur();
  });
}
