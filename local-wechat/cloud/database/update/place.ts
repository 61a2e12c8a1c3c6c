import { writeFailed } from '../errors';
import { elementText } from '../values/shell-text';
import { type Document, isDocument, type Value } from '../values/value';

/** MongoDB pads a short array with null up to the position written, but not further than this. */
const MAX_PADDING = 1_500_000;

/** Where a path ends in a document: an existing value, or a place where one can be put. */
export class Place {
  constructor(
    private readonly container: Document | Value[],
    private readonly key: string,
    /** What has to be made below `key` before the value: none for a place whose container exists. */
    private readonly missing: readonly string[],
  ) {}

  get value(): Value | undefined {
    if (this.missing.length > 0) return undefined;
    if (Array.isArray(this.container)) return this.container[Number(this.key)];
    return Object.hasOwn(this.container, this.key) ? this.container[this.key] : undefined;
  }

  put(value: Value): void {
    const whole = this.missing.reduceRight((inner, segment): Value => ({ [segment]: inner }), value);
    if (!Array.isArray(this.container)) {
      this.container[this.key] = whole;
      return;
    }
    const position = Number(this.key);
    if (position - this.container.length > MAX_PADDING) {
      throw writeFailed(`can't backfill more than ${MAX_PADDING} elements`);
    }
    while (this.container.length < position) this.container.push(null);
    this.container[position] = whole;
  }

  /** Takes the value away; an array keeps its length and holds null there, as in MongoDB. */
  remove(): void {
    if (this.value === undefined) return;
    if (Array.isArray(this.container)) this.container[Number(this.key)] = null;
    else delete this.container[this.key];
  }
}

const isPosition = (segment: string): boolean => /^(0|[1-9]\d*)$/.test(segment);

/** The text of MongoDB's refusal to go on below something that has no fields. */
function blocked(segment: string, name: string, value: Value): Error {
  return writeFailed(`Cannot create field '${segment}' in element ${elementText(name, value)}`);
}

/**
 * Follows a path down a document. Fields that are missing can be made later by `put`; where something without
 * fields stands in the way, MongoDB's error is thrown when `making`, else there is no such place.
 */
export function placeAt(document: Document, segments: readonly string[], making: boolean): Place | undefined {
  let container: Document | Value[] = document;
  for (const [depth, segment] of segments.entries()) {
    const name = segments[depth - 1] ?? '';
    if (Array.isArray(container) && !isPosition(segment)) {
      if (making) throw blocked(segment, name, container);
      return undefined;
    }
    const place = new Place(container, segment, []);
    if (depth === segments.length - 1) return place;
    const next = place.value;
    if (next === undefined) return new Place(container, segment, segments.slice(depth + 1));
    if (!Array.isArray(next) && !isDocument(next)) {
      if (making) throw blocked(segments[depth + 1] ?? '', segment, next);
      return undefined;
    }
    container = next;
  }
  return undefined;
}

/** Whether an array lies on the way to the path's end, with the name it has there. */
export function arrayOnPath(document: Document, segments: readonly string[]): string | undefined {
  for (let length = 1; length < segments.length; length++) {
    const value = placeAt(document, segments.slice(0, length), false)?.value;
    if (Array.isArray(value)) return segments[length - 1];
  }
  return undefined;
}
