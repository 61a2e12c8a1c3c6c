import type { TSchema } from '@sinclair/typebox';

/** One wrong request and what is wrong with it. */
export interface BadInput {
  what: string;
  /** JSON text, so that own keys like `__proto__` arrive as they would. */
  json: string;
}

/** A place in a request: how to write another value there. */
interface Place {
  path: string;
  /** The whole request with this JSON text in the place. */
  with(json: string): string;
}

/** Values of every kind, among them what a query language would take for an operator. */
const VALUES: Record<string, unknown> = {
  null: null,
  true: true,
  number: 7.5,
  text: 'x',
  list: [],
  object: {},
  'operator $gt': { $gt: '' },
  'operator $ne': { $ne: null },
  'operator $where': { $where: 'sleep(1)' },
};

const SURPLUS_KEYS = ['surplus', '__proto__', 'constructor', 'prototype', '$set', 'openid', 'a.b'];

/** Wrong requests made from a right one: for every field missing, of another kind, too long, too much … */
export function badInputs(schema: TSchema, good: unknown): BadInput[] {
  return visit(schema, good, { path: 'data', with: (json) => json });
}

function visit(schema: TSchema, good: unknown, place: Place): BadInput[] {
  const wrong = wrongKinds(schema, good, place);
  if (schema.anyOf !== undefined) return [...wrong, ...visitUnion(schema.anyOf as TSchema[], good, place)];
  switch (schema.type) {
    case 'object':
      return [...wrong, ...visitObject(schema, good as Record<string, unknown>, place)];
    case 'array':
      return [...wrong, ...visitList(schema, good as unknown[], place)];
    case 'string':
      return [...wrong, ...texts(schema).map(([what, text]) => bad(place, what, JSON.stringify(text)))];
    case 'integer':
      return [...wrong, ...numbers(schema).map(([what, json]) => bad(place, what, json))];
    default:
      return wrong;
  }
}

function wrongKinds(schema: TSchema, good: unknown, place: Place): BadInput[] {
  const own = kindOf(good);
  return Object.entries(VALUES)
    .filter(([, value]) => kindOf(value) !== own || (own === 'object' && Object.keys(value ?? {}).length > 0))
    .filter(() => schema.type !== undefined || schema.anyOf !== undefined)
    .map(([what, value]) => bad(place, `is ${what}`, JSON.stringify(value)));
}

function visitUnion(options: TSchema[], good: unknown, place: Place): BadInput[] {
  if (typeof good === 'string')
    return [bad(place, 'is no such word', '"no-such-word"'), bad(place, 'is empty', '""')];
  const kind = (good as { kind: string }).kind;
  const chosen = options.find((option) => JSON.stringify(option.properties?.kind).includes(`"${kind}"`));
  if (chosen === undefined) throw new Error(`${place.path}: no option of kind ${kind}`);
  return visitObject(chosen, good as Record<string, unknown>, place);
}

function visitObject(schema: TSchema, good: Record<string, unknown>, place: Place): BadInput[] {
  const properties = schema.properties as Record<string, TSchema>;
  const text = (fields: Record<string, unknown>, extra = '') => {
    const members = Object.entries(fields).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    return `{${[...members, ...(extra === '' ? [] : [extra])].join(',')}}`;
  };
  const missing = ((schema.required ?? []) as string[]).map((key) => {
    const { [key]: _gone, ...rest } = good;
    return bad(place, `lacks ${key}`, text(rest));
  });
  const surplus = SURPLUS_KEYS.map((key) =>
    bad(place, `has ${key} too`, text(good, `${JSON.stringify(key)}:{"a":1}`)),
  );
  const inside = Object.entries(properties)
    .filter(([key]) => key in good)
    .flatMap(([key, property]) => {
      const { [key]: value, ...rest } = good;
      return visit(property, value, {
        path: `${place.path}.${key}`,
        with: (json) => place.with(text(rest, `${JSON.stringify(key)}:${json}`)),
      });
    });
  return [...missing, ...surplus, ...inside];
}

function visitList(schema: TSchema, good: unknown[], place: Place): BadInput[] {
  const [first] = good;
  const most = Number(schema.maxItems);
  const tooMany = JSON.stringify(Array.from({ length: most + 1 }, () => first ?? 'x'));
  const found = [bad(place, `has ${most + 1} entries`, tooMany)];
  if (Number(schema.minItems ?? 0) > 0) found.push(bad(place, 'is an empty list', '[]'));
  if (first === undefined) return found;
  const inside = { path: `${place.path}[0]`, with: (json: string) => place.with(`[${json}]`) };
  return [...found, ...visit(schema.items as TSchema, first, inside)];
}

function texts(schema: TSchema): [string, string][] {
  const most = Number(schema.maxLength);
  const found: [string, string][] = [['is too long', '1'.repeat(most + 1)]];
  if (Number(schema.minLength ?? 0) > 0) found.push(['is empty', '']);
  if (schema.format !== undefined) {
    found.push(['is no such day', schema.format === 'date' ? '2026-02-30' : '2026-02-30T10:00:00+08:00']);
    found.push(['has no zone', '2026-03-07T19:00:00'], ['is words', 'tomorrow']);
  }
  if (schema.pattern !== undefined)
    found.push(['has a control character', 'abcdefgh\u0000'], ['breaks out', '\u0007\u001b']);
  return found;
}

function numbers(schema: TSchema): [string, string][] {
  return [
    ['is below the least', String(Number(schema.minimum) - 1)],
    ['is above the most', String(Number(schema.maximum) + 1)],
    ['has a fraction', String(Number(schema.minimum) + 0.5)],
    ['is beyond numbers', '1e400'],
    ['is a number in text', `"${schema.minimum}"`],
  ];
}

function bad(place: Place, what: string, json: string): BadInput {
  return { what: `${place.path} ${what}`, json: place.with(json) };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
