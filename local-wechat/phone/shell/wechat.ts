import type { Phone } from '../runtime/phone';
import { ScreenStack } from './screens/stack';

const stacks = new WeakMap<Phone, ScreenStack>();

/** The stack of WeChat's own screens on a phone. */
export function openScreens(phone: Phone): ScreenStack {
  const known = stacks.get(phone) ?? new ScreenStack(phone);
  stacks.set(phone, known);
  return known;
}
