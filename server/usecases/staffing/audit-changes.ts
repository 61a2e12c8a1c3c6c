/** One fact before and after an act; `field` is its path, e.g. `campuses.tianhe.address`. */
export interface FieldChange {
  field: string;
  before?: FieldValue;
  after?: FieldValue;
}

export type FieldValue = string | number | boolean;

/** What names an entry of a list, best first: so that a list with one entry more differs in that entry only. */
const NAMES_OF_ENTRIES = ['id', 'seatId', 'day', 'campusId', 'name'] as const;

/**
 * The facts in which two JSON documents differ, field by field; what is the same on both sides is left out.
 * @param before undefined when nothing was there
 */
export function changesBetween(before: string | undefined, after: string | undefined): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [old, now] = [was.get(field), is.get(field)];
    // What was not there and what is empty are the same.
    if ((old ?? '') === (now ?? '')) return [];
    return [
      { field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) },
    ];
  });
}

function fieldsOf(json: string | undefined): Map<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  if (json !== undefined) spread(JSON.parse(json), '', fields);
  return fields;
}

function spread(value: unknown, path: string, into: Map<string, FieldValue>): void {
  if (Array.isArray(value)) spreadList(value, path, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      spread(inner, path === '' ? key : `${path}.${key}`, into);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    into.set(path, value);
  }
}

/** A list of plain words is one fact; a list of things is one fact for each of theirs. */
function spreadList(list: readonly unknown[], path: string, into: Map<string, FieldValue>): void {
  const things = list.filter((entry) => typeof entry === 'object' && entry !== null);
  if (things.length === 0) {
    into.set(path, list.map(String).join('、'));
    return;
  }
  for (const [index, entry] of list.entries()) {
    const name = nameOf(entry) ?? String(index + 1);
    spread(entry, path === '' ? name : `${path}.${name}`, into);
  }
}

function nameOf(entry: unknown): string | undefined {
  const facts = new Map(Object.entries(Object(entry)));
  const known = NAMES_OF_ENTRIES.map((key) => facts.get(key)).filter((value) => typeof value === 'string');
  // Rooms are named by campus and name together.
  const name = facts.has('campusId') ? known.join(' ') : known[0];
  return name?.replaceAll('.', ' ');
}
