import { reachByKeyboard } from '../runtime/backend/keyboard-taps';

/** Accessibility attributes, as WeChat spells them in properties: `aria-label` arrives as `ariaLabel`. */
const NAMES = [
  'Role',
  'Label',
  'Hidden',
  'Disabled',
  'Checked',
  'Selected',
  'Expanded',
  'Modal',
  'Live',
  'Current',
  'Describedby',
  'Labelledby',
  'Valuenow',
  'Valuemin',
  'Valuemax',
  'Valuetext',
];

export const ARIA_PROPERTIES: Record<string, null> = Object.fromEntries(
  NAMES.map((name) => [`aria${name}`, null]),
);

/**
 * Sets the browser's attribute of an accessibility property; an empty value leaves what the built-in itself
 * has set.
 */
export function applyAria(element: HTMLElement, property: string, value: unknown): void {
  if (value === null || value === undefined || value === '') return;
  const name = property.slice('aria'.length).toLowerCase();
  element.setAttribute(name === 'role' ? 'role' : `aria-${name}`, String(value));
  if (name === 'role') reachByKeyboard(element, String(value));
}
