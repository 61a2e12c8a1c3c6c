import { invalidParam } from '../errors';
import { decodeDocument, decodeExpressions } from '../values/ejson';
import { type Document, isDocument } from '../values/value';

/** The parsed JSON body of a request. */
export type Body = Record<string, unknown>;

/** A text that has to be there. */
export function textOf(body: Body, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '')
    throw invalidParam(`${field} must be a text that is not empty`);
  return value;
}

/** The transaction a request belongs to, if any. */
export function transactionOf(body: Body): string | undefined {
  return body['transactionId'] === undefined || body['transactionId'] === null
    ? undefined
    : textOf(body, 'transactionId');
}

/** A document sent as EJSON text; nothing sent is the empty document. */
export function documentOf(body: Body, field: string, now: number): Document {
  const value = body[field];
  if (value === undefined || value === null || value === '') return {};
  if (typeof value !== 'string') throw invalidParam(`${field} must be a document as EJSON text`);
  return decodeDocument(value, now);
}

/** The condition of a request; nothing sent is the empty one, which every document fulfils. */
export function queryOf(body: Body, now: number): Document {
  const value = body['query'];
  if (value === undefined || value === null || value === '') return {};
  const query = typeof value === 'string' ? decodeExpressions(value, now) : undefined;
  if (!isDocument(query)) throw invalidParam('query must be a document as EJSON text');
  return query;
}

/** A whole number from 0; nothing sent is `otherwise`. */
export function countOf(body: Body, field: string, otherwise: number): number {
  const value = body[field] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw invalidParam(`${field} must be a whole number that is not negative`);
  }
  return value;
}

/** Whether the query names one document by its id (DOC) or many by a condition (WHERE). */
export function isDocQuery(body: Body): boolean {
  const type = body['queryType'] ?? 'WHERE';
  if (type !== 'DOC' && type !== 'WHERE') throw invalidParam('queryType must be DOC or WHERE');
  return type === 'DOC';
}
