import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from '@swc/core';

export const ROOT = join(__dirname, '..', '..');

/** Where code of the project lives. */
const ROOTS = [
  'server',
  'protocol',
  'cloudfunctions',
  'miniprogram',
  'local-wechat',
  'dev',
  'tests',
  'bench',
];

/** Made by tools, or of others. */
const NOT_OURS = new Set(['node_modules', 'miniprogram_npm', 'dist', 'out', '.local']);

/** A node of SWC's syntax tree; spans are byte offsets. */
export interface SyntaxNode {
  type: string;
  span: { start: number; end: number };
  [member: string]: unknown;
}

export interface SourceFile {
  /** Path from the project's folder, with `/`. */
  path: string;
  text: string;
  /** Every node with its parent, outer ones first; empty for what is no TypeScript. */
  nodes: { node: SyntaxNode; parent: SyntaxNode | undefined }[];
  /** The source text of a node. */
  textOf(node: SyntaxNode): string;
}

/** All files of the project with one of the endings, parsed where they are TypeScript. */
export function sourceFiles(...endings: string[]): SourceFile[] {
  // A room that is still empty is not in a clone.
  return ROOTS.filter((root) => existsSync(join(ROOT, root)))
    .flatMap((root) => filesIn(join(ROOT, root)))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => sourceFile(relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8')));
}

/** Reads one source; also for samples that the checks are tried on. */
export function sourceFile(path: string, text: string): SourceFile {
  if (!path.endsWith('.ts')) return { path, text, nodes: [], textOf: () => '' };
  // SWC counts bytes from a base of its own; a statement put in front shows where the text begins.
  const marked = Buffer.from(`0;${text}`);
  const parsed = parseSync(marked.toString(), { syntax: 'typescript', target: 'es2022' });
  const nodes = [...walk(parsed, undefined)];
  const base = nodes.find(({ node }) => node.type === 'ExpressionStatement')?.node.span.start ?? 0;
  return {
    path,
    text,
    nodes: nodes.slice(1),
    textOf: ({ span }) => marked.subarray(span.start - base, span.end - base).toString(),
  };
}

export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** Modules a file imports, exports from, or requires, and whether only for types. */
export function importsOf(file: SourceFile): { from: string; typeOnly: boolean }[] {
  return file.nodes.flatMap(({ node }) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return [{ from: textValue(node.source), typeOnly: node.typeOnly === true }];
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
        return node.source ? [{ from: textValue(node.source), typeOnly: node.typeOnly === true }] : [];
      case 'TsImportType':
        return [{ from: textValue(node.argument), typeOnly: true }];
      case 'CallExpression':
        return calledModule(node);
      default:
        return [];
    }
  });
}

function calledModule(call: SyntaxNode): { from: string; typeOnly: boolean }[] {
  const callee = call.callee as SyntaxNode;
  const loads = callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
  const [first] = call.arguments as { expression: SyntaxNode }[];
  if (!loads || first?.expression.type !== 'StringLiteral') return [];
  return [{ from: textValue(first.expression), typeOnly: false }];
}

function textValue(node: unknown): string {
  return String((node as { value: string }).value);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function* walk(
  value: unknown,
  parent: SyntaxNode | undefined,
): Generator<{ node: SyntaxNode; parent: SyntaxNode | undefined }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item, parent);
  } else if (typeof value === 'object' && value !== null) {
    const isNode = 'type' in value && typeof value.type === 'string' && 'span' in value;
    const node = isNode ? (value as SyntaxNode) : undefined;
    if (node) yield { node, parent };
    for (const member of Object.values(value)) yield* walk(member, node ?? parent);
  }
}
