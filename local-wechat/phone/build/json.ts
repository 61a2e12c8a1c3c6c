import { readFileSync } from 'node:fs';
import type { Problem } from './problem';

export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The strings of an array, or of nothing at all. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The entries of an object whose values are strings. */
export function stringMap(value: unknown): Record<string, string> {
  if (!isJson(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/**
 * Reads a JSON file. A syntax error is reported with its line, and an empty object stands in for the file, so
 * that the rest of the build can still tell what else is wrong.
 */
export function readJson(file: string, shown: string, report: (problem: Problem) => void): Json {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isJson(value)) return value;
    report({ level: 'error', file: shown, message: 'must be a JSON object' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, offset === undefined ? text.length : Number(offset)).split('\n');
    report({
      level: 'error',
      file: shown,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      message: `JSON: ${message}`,
    });
  }
  return {};
}
