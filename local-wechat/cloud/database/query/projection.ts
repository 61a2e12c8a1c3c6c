import { Context } from 'mingo';
import * as projections from 'mingo/operators/projection';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { expressionOperators } from '../aggregate/expressions';
import type { Document } from '../values/value';
import { queryOperators, throughMingo } from './matcher';

const options: Partial<Options> = {
  context: Context.init({
    expression: { ...expressionOperators } as never,
    projection: { ...projections },
    query: { ...queryOperators } as never,
  }),
  scriptEnabled: false,
};

/** The fields of documents that a projection asks for ("MongoDB: projection", `field()` of the SDK). */
export function project(documents: Document[], projection: Document): Document[] {
  if (Object.keys(projection).length === 0) return documents;
  return throughMingo(() => new Query({}, options).find<Document>(documents, projection).all());
}
