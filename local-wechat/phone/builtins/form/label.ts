import { builtin } from '../builtin';
import { controlOf } from './tappable';

const CONTROL = 'wx-button, wx-checkbox, wx-radio, wx-switch, wx-input, wx-textarea';

/** Passes its taps on to a control. */
export const label = builtin({
  tag: 'label',
  properties: { for: String },
  create(host) {
    const tap = (event: { getOriginalEvent(): unknown }): void => {
      const original = event.getOriginalEvent();
      const target = original instanceof Object && 'target' in original ? original.target : null;
      const onControl = isElement(target) && target.closest(CONTROL) !== null;
      if (!onControl) controlOf(host.element, host.get<string>('for'))?.();
    };
    return {
      attached: () => void host.component.addListener('tap', tap),
    };
  },
});

/** Elements of a page are no instances of the phone's own `Element`. */
function isElement(value: unknown): value is Element {
  return value instanceof Object && 'closest' in value;
}
