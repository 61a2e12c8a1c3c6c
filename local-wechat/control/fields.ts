import { ControlError } from './control-error';

/** Fields of a control request, or a ControlError that names the one which is wrong. */
export function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ControlError('BAD_FIELD', `"${name}" must be a text that is not empty.`);
}

export function numberOf(body: Record<string, unknown>, name: string): number {
  const value = body[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ControlError('BAD_FIELD', `"${name}" must be a number.`);
}

export function oneOf<T extends string>(
  body: Record<string, unknown>,
  name: string,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === body[name]);
  if (found !== undefined) return found;
  throw new ControlError('BAD_FIELD', `"${name}" must be one of ${choices.join(', ')}.`);
}

export function textsOf(body: Record<string, unknown>, name: string): string[] {
  const value = body[name];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new ControlError('BAD_FIELD', `"${name}" must be a list of texts.`);
}

/** An object of texts, such as the arguments of `wx.requestPayment`. */
export function textsByName(body: Record<string, unknown>, name: string): Record<string, string> {
  const value = body[name];
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
  }
  throw new ControlError('BAD_FIELD', `"${name}" must be an object of texts.`);
}
