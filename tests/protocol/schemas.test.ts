import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { TSchema } from '@sinclair/typebox';
import { PROTOCOL } from '../../protocol';
import type { Action } from '../../protocol/action';

const ACTIONS = Object.entries(PROTOCOL).flatMap(([name, actions]) =>
  Object.entries(actions as Record<string, Action>).map(([action, schema]) => ({
    what: `${name}.${action}`,
    schema,
  })),
);

/** Places of a schema that leave something open. */
function openPlaces(schema: TSchema, at: string): string[] {
  const options = (schema.anyOf ?? []) as TSchema[];
  if (options.length > 0) return options.flatMap((option) => openPlaces(option, at));
  if (schema.const !== undefined) return [];
  switch (schema.type) {
    case 'object': {
      if (schema.patternProperties !== undefined) return [];
      const open = schema.additionalProperties === false ? [] : [`${at}: further fields`];
      const inside = Object.entries(schema.properties as Record<string, TSchema>);
      return [...open, ...inside.flatMap(([key, property]) => openPlaces(property, `${at}.${key}`))];
    }
    case 'array':
      return [
        ...(schema.maxItems === undefined ? [`${at}: any number of entries`] : []),
        ...openPlaces(schema.items as TSchema, `${at}[]`),
      ];
    case 'string':
      return schema.maxLength === undefined ? [`${at}: any length`] : [];
    case 'integer':
      return schema.minimum === undefined || schema.maximum === undefined ? [`${at}: any number`] : [];
    case 'boolean':
      return [];
    default:
      return [`${at}: ${String(schema.type)}`];
  }
}

function fieldNames(schema: TSchema): string[] {
  const properties = (schema.properties ?? {}) as Record<string, TSchema>;
  const below = [...Object.values(properties), ...((schema.anyOf ?? []) as TSchema[])];
  if (schema.items !== undefined) below.push(schema.items as TSchema);
  return [...Object.keys(properties), ...below.flatMap(fieldNames)];
}

describe('the protocol', () => {
  test('every request and answer is bounded in every field', () => {
    const open = ACTIONS.flatMap(({ what, schema }) => [
      ...openPlaces(schema.request, `${what} request`),
      ...openPlaces(schema.response, `${what} answer`),
    ]);
    expect(open).toEqual([]);
  });

  test('exactly the mutating actions carry a requestId', () => {
    const wrong = ACTIONS.filter(({ schema }) => {
      const required = (schema.request.required ?? []) as string[];
      return required.includes('requestId') !== schema.mutates;
    });
    expect(wrong.map(({ what }) => what)).toEqual([]);
  });

  test('no field anywhere speaks of a score', () => {
    const fields = ACTIONS.flatMap(({ schema }) =>
      fieldNames(schema.request).concat(fieldNames(schema.response)),
    );
    expect(fields.length).toBeGreaterThan(500);
    expect(fields.filter((name) => /score|threshold|risk|tried|refus/i.test(name))).toEqual([]);
  });

  test('`npm run protocol` prints everything as one JSON document', () => {
    const root = path.resolve(__dirname, '../..');
    const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
    const printed = execFileSync(process.execPath, [tsx, 'dev/print-protocol.ts'], {
      cwd: root,
      maxBuffer: 1e8,
    });
    const document = JSON.parse(printed.toString()) as { functions: Record<string, Record<string, unknown>> };
    const names = Object.entries(document.functions).flatMap(([name, actions]) =>
      Object.keys(actions).map((action) => `${name}.${action}`),
    );
    expect(names).toEqual(ACTIONS.map(({ what }) => what));
  });
});
