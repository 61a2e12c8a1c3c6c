import { builtin } from '../builtin';
import { TEXT_FIELD_PROPERTIES, textField } from './text-field';

export const textarea = builtin({
  tag: 'textarea',
  properties: {
    ...TEXT_FIELD_PROPERTIES,
    placeholderClass: { type: String, value: 'textarea-placeholder' },
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
  },
  create(host) {
    const native = host.element.querySelector('textarea');
    if (native === null) throw new Error('textarea without a field');
    const field = textField(host, native);
    let lines = 0;
    const grow = (): void => {
      if (!host.get<boolean>('autoHeight')) return;
      native.style.height = 'auto';
      const height = native.scrollHeight;
      native.style.height = `${height}px`;
      const lineHeight = Number.parseFloat(getComputedStyle(native).lineHeight) || 20;
      const count = Math.max(1, Math.round(height / lineHeight));
      if (count !== lines) host.emit('linechange', { height, lineCount: count });
      lines = count;
    };
    native.addEventListener('input', grow);
    // In a sheet that is not up yet it has no height of its own: it is measured when there is one.
    const shown = new ResizeObserver(() => requestAnimationFrame(grow));
    return {
      ...field,
      attached() {
        host.element.toggleAttribute('auto-height', host.get<boolean>('autoHeight'));
        field.attached?.();
        queueMicrotask(grow);
        shown.observe(host.element);
      },
      detached() {
        field.detached?.();
        shown.disconnect();
      },
      changed(name, value) {
        field.changed?.(name, value);
        if (name === 'value') grow();
      },
    };
  },
});
