import { TcbError } from '../tcb-error';

/** Parameters of a database action as the SDK sends them; documents and queries are EJSON texts. */
export type Params = Record<string, unknown>;

type Fields = Record<string, unknown>;

/** The field that names a document's creator. Only the cloud writes it. */
const OWNER = '_openid';

export function invalid(what: string): TcbError {
  return new TcbError('INVALID_PARAM', `[InvalidParameter] ${what}.`);
}

/** A new document, or one in place of another, with its creator. Throws INVALID_PARAM when it names one itself. */
export function ownedDocument(text: unknown, openid: string): string {
  const fields = fieldsOf(text);
  refuseOwner(Object.keys(fields));
  const { _id, ...rest } = fields;
  return JSON.stringify({ ...(_id === undefined ? {} : { _id }), [OWNER]: openid, ...rest });
}

/** The same query on her own documents only. */
export function ownedQuery({ query }: Params, openid: string): { query: string } {
  const asked = query === undefined || query === null || query === '' ? {} : fieldsOf(query);
  const own = { [OWNER]: openid };
  return { query: JSON.stringify(Object.keys(asked).length === 0 ? own : { $and: [asked, own] }) };
}

/** An update that leaves the creator alone. Throws INVALID_PARAM otherwise. */
export function ownedUpdate({ data }: Params): { data: unknown } {
  for (const operands of Object.values(fieldsOf(data))) {
    if (typeof operands === 'object' && operands !== null) {
      refuseOwner([...Object.keys(operands), ...Object.values(operands).filter((to) => to === OWNER)]);
    }
  }
  return { data };
}

function refuseOwner(names: unknown[]): void {
  if (names.some((name) => name === OWNER)) throw invalid(`Invalid Key Name (${OWNER})`);
}

function fieldsOf(text: unknown): Fields {
  try {
    const parsed: unknown = JSON.parse(String(text));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Fields;
  } catch {
    // Refused below, like anything else that is no document.
  }
  throw invalid('documents, queries and updates are EJSON texts of objects');
}
