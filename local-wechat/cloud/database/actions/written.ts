import { randomBytes } from 'node:crypto';
import { invalidParam, writeFailed } from '../errors';
import type { Written } from '../storage/collection';
import { encodeDocument } from '../values/ejson';
import { orderKey } from '../values/order-key';
import { type Document, isDocument, type Value } from '../values/value';
import type { Body } from './body';
import type { Engine } from './engine';

/** MongoDB's limit of one document. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/** Field names with a dollar would be taken for operators when read back. */
function checkNames(value: Value, path: string): void {
  if (Array.isArray(value)) {
    for (const [at, element] of value.entries()) checkNames(element, `${path}${at}.`);
  } else if (isDocument(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith('$')) {
        throw writeFailed(
          `The dollar ($) prefixed field '${name}' in '${path}${name}' is not valid for storage.`,
        );
      }
      checkNames(inner, `${path}${name}.`);
    }
  }
}

/** A document made ready for the file. Throws what MongoDB would when it cannot be stored. */
export function written(document: Document): Written {
  checkNames(document, '');
  const text = encodeDocument(document);
  if (Buffer.byteLength(text) > MAX_DOCUMENT) {
    throw writeFailed(`Resulting document after update is larger than ${MAX_DOCUMENT}`);
  }
  return { document, text };
}

/** Refuses a request that carries more than one write may (`settings.mostWriteBytes`). */
export function checkWriteSize({ settings }: Engine, { data }: Body): void {
  const bytes = Buffer.byteLength(Array.isArray(data) ? data.join('') : String(data ?? ''));
  if (bytes > settings.mostWriteBytes) {
    throw invalidParam(`one write may carry ${settings.mostWriteBytes} bytes, not ${bytes}`);
  }
}

/** Ids as CloudBase makes them: 32 hexadecimal digits. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}

/** A document with its id in front, a new one where it has none; and the id's order key. */
export function identified(document: Document): { document: Document; idKey: string } {
  const { _id: given, ...fields } = document;
  const id = given ?? newId();
  if (Array.isArray(id)) throw writeFailed("can't use an array for _id");
  if (id instanceof RegExp) throw writeFailed("can't use a regex for _id");
  return { document: { _id: id, ...fields }, idKey: orderKey(id) };
}
