import { toBrowserUnits } from '../../build/units';
import type { BuiltinHost, BuiltinInstance } from '../builtin';
import { inner } from '../inner';
import { scopedClasses } from '../scope';
import { registerField } from './form';
import { tappable } from './tappable';

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
    showPlaceholder(host, native);
  };
  const apply: Record<string, (value: unknown) => void> = {
    value: show,
    placeholder: () => showPlaceholder(host, native),
    placeholderClass: () => showPlaceholder(host, native),
    placeholderStyle: () => showPlaceholder(host, native),
    disabled: (value) => {
      native.disabled = value === true;
    },
    maxlength: (value) => {
      native.maxLength = Number(value) < 0 ? 524_288 : Number(value);
    },
    focus: (value) => focusIf(native, value === true),
    confirmType: (value) => native.setAttribute('enterkeyhint', String(value)),
    ariaLabel: () =>
      native.setAttribute('aria-label', host.get<string>('ariaLabel') || host.get<string>('placeholder')),
  };
  listen(host, native, emit);
  tappable(host.element, () => native.focus());
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

/** A line of its own instead of the browser's, since the page may give it a style and classes. */
function showPlaceholder(host: BuiltinHost, native: Native): void {
  const line = inner<HTMLElement>(host, '.wx-placeholder');
  line.hidden = native.value !== '';
  line.textContent = host.get<string>('placeholder');
  line.className = `wx-placeholder ${scopedClasses(host, host.get<string>('placeholderClass'))}`;
  line.setAttribute('style', toBrowserUnits(host.get<string>('placeholderStyle')));
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
    showPlaceholder(host, native);
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
