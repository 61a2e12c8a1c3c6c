/** What a label may stand for: a control that a tap on the label taps too. */
const controls = new WeakMap<Element, () => void>();

/** Makes a control known to labels. */
export function tappable(element: Element, tap: () => void): void {
  controls.set(element, tap);
}

const CONTROLS = 'wx-button, wx-checkbox, wx-radio, wx-switch, wx-input, wx-textarea';

/** The control of a label: the one whose id it names, else the first inside. */
export function controlOf(label: Element, id: string): (() => void) | undefined {
  const named = id === '' ? null : label.ownerDocument.querySelector(`[id="${id}"], [id$="--${id}"]`);
  const element = named ?? label.querySelector(CONTROLS);
  return element === null ? undefined : controls.get(element);
}
