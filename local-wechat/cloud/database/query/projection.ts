import { requestFailed } from '../errors';
import { shellText } from '../values/shell-text';
import { type Document, isDocument, type Value } from '../values/value';
import { elementMatcher } from './matcher';

/** What becomes of a field that is named in full; undefined drops it. */
type Treatment = (value: Value) => Value | undefined;

/** The named fields, one level of their paths at a time. */
type Named = Map<string, Treatment | Named>;

interface Projection {
  /** Only what is named is kept, or all but what is dropped. */
  keepsNamedOnly: boolean;
  named: Named;
}

const keep: Treatment = (value) => value;
const drop: Treatment = () => undefined;

/** `$slice`: the first n elements, the last n, or n after some that are skipped. */
function slice(operand: Value | undefined): Treatment {
  const [skip, count] = Array.isArray(operand) ? operand : [undefined, operand];
  if (typeof count !== 'number' || (skip !== undefined && (typeof skip !== 'number' || count <= 0))) {
    throw requestFailed(`$slice only supports numbers and [skip, limit] arrays: ${shellText(operand)}`);
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (skip === undefined) return count < 0 ? value.slice(count) : value.slice(0, count);
    const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(start, start + count);
  };
}

/** `$elemMatch`: the first element that fulfils the criteria, alone in its array. */
function firstMatch(criteria: Value): Treatment {
  if (!isDocument(criteria)) throw requestFailed('elemMatch: Invalid argument, object required');
  const is = elementMatcher(criteria);
  return (value) => {
    const found = Array.isArray(value) ? value.find(is) : undefined;
    return found === undefined ? undefined : [found];
  };
}

function treatmentOf(path: string, wanted: Value): { treatment: Treatment; keeps: boolean | undefined } {
  if (typeof wanted === 'number' || typeof wanted === 'boolean') {
    return wanted ? { treatment: keep, keeps: true } : { treatment: drop, keeps: false };
  }
  if (isDocument(wanted) && wanted['$elemMatch'] !== undefined) {
    return { treatment: firstMatch(wanted['$elemMatch']), keeps: true };
  }
  if (isDocument(wanted) && '$slice' in wanted)
    return { treatment: slice(wanted['$slice']), keeps: undefined };
  throw requestFailed(`Unsupported projection option: ${path}: ${shellText(wanted)}`);
}

function name(named: Named, path: string, treatment: Treatment): void {
  const segments = path.split('.');
  const last = segments.pop() ?? '';
  let level = named;
  for (const segment of segments) {
    const next = level.get(segment) ?? new Map<string, Treatment | Named>();
    if (!(next instanceof Map)) throw requestFailed(`Path collision at ${path}`);
    level.set(segment, next);
    level = next;
  }
  if (level.has(last)) throw requestFailed(`Path collision at ${path}`);
  level.set(last, treatment);
}

function parse(specification: Document): Projection {
  const { _id, ...fields } = specification;
  const named: Named = new Map();
  const kinds = new Set<boolean>();
  for (const [path, wanted] of Object.entries(fields)) {
    const { treatment, keeps } = treatmentOf(path, wanted);
    name(named, path, treatment);
    if (keeps !== undefined) kinds.add(keeps);
  }
  if (kinds.size === 2) throw requestFailed('Projection cannot have a mix of inclusion and exclusion.');
  const withId = _id === undefined || treatmentOf('_id', _id).keeps !== false;
  const keepsNamedOnly = kinds.has(true) || (kinds.size === 0 && _id !== undefined && withId);
  named.set('_id', withId ? keep : drop);
  return { keepsNamedOnly, named };
}

function projected(document: Document, named: Named, keepsNamedOnly: boolean): Document {
  const result: Document = {};
  for (const [field, value] of Object.entries(document)) {
    const wanted = named.get(field);
    let kept: Value | undefined;
    if (wanted === undefined) kept = keepsNamedOnly ? undefined : value;
    else kept = wanted instanceof Map ? within(value, wanted, keepsNamedOnly) : wanted(value);
    if (kept !== undefined) result[field] = kept;
  }
  return result;
}

/** Below a path: every document in an array; what has no fields is dropped when only named fields are kept. */
function within(value: Value, named: Named, keepsNamedOnly: boolean): Value | undefined {
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const kept = within(element, named, keepsNamedOnly);
      return kept === undefined ? [] : [kept];
    });
  }
  if (isDocument(value)) return projected(value, named, keepsNamedOnly);
  return keepsNamedOnly ? undefined : value;
}

/** Makes a projection ready for many documents ("MongoDB: Project Fields to Return", `field()` of the SDK). */
export function compileProjection(specification: Document): (document: Document) => Document {
  const { keepsNamedOnly, named } = parse(specification);
  return (document) => projected(document, named, keepsNamedOnly);
}
