import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

const API_DIR = path.resolve(__dirname, '../../local-wechat/phone/api');

/** Asked for a fact that never changes here, these answer it; nothing else may do nothing. */
const CONSTANT = {
  getExptInfoSync: 'no experiment is under way',
  getAppAuthorizeSetting: 'the phone has allowed WeChat everything',
};

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* within(node: Node): Generator<Node> {
  yield node;
  for (const [part, value] of Object.entries(node)) {
    // The name of a property is nothing that a program reads.
    if (part !== 'key') for (const inner of [value].flat()) if (isNode(inner)) yield* within(inner);
  }
}

/** A function without any of these does nothing, and tells what it was written with. */
const DEEDS = new Set(['CallExpression', 'NewExpression', 'ThrowStatement', 'Identifier']);
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression']);

/** Members of objects, and constants, that are functions which do nothing: `vibrateLong: () => ({})`. */
function idle(source: string): string[] {
  const tree: unknown = parseSync(source, { syntax: 'typescript', target: 'es2022' });
  if (!isNode(tree)) throw new Error('a program is a node');
  return [...within(tree)].flatMap((node) => {
    const name = nameOf(node['key'] ?? node['id']);
    const run = node.type === 'MethodProperty' ? node : (node['value'] ?? node['init']);
    if (name === undefined || !isNode(run) || !(run === node || FUNCTIONS.has(run.type))) return [];
    const body = run['body'];
    return isNode(body) && [...within(body)].some(does) ? [] : [name];
  });
}

function does(node: Node): boolean {
  return DEEDS.has(node.type) && node['value'] !== 'undefined';
}

function nameOf(key: unknown): string | undefined {
  return isNode(key) && typeof key['value'] === 'string' ? key['value'] : undefined;
}

test('no API of the phone succeeds without doing or telling anything', () => {
  const found = readdirSync(API_DIR).flatMap((file) => idle(readFileSync(path.join(API_DIR, file), 'utf8')));
  expect(found.filter((name) => !(name in CONSTANT))).toEqual([]);
});

test.each([
  ['const apis = { vibrateLong: () => ({}) };', ['vibrateLong']],
  ['const apis = { reportEvent: () => undefined };', ['reportEvent']],
  ['const apis = { authorize() { return {}; } };', ['authorize']],
  ['const done = () => ({}); const apis = { shake: done };', ['done']],
  ['const apis = { shake: () => phone.shake(), tell: ({ a }) => ({ a }) };', []],
])('an API that does nothing would be found: %s', (source, names) => {
  expect(idle(source)).toEqual(names);
});
