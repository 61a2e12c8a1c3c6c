import { Aggregator } from 'mingo/aggregator';
import { evalExpr } from 'mingo/core';
import type { Iterator as Stream } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { find } from '../query/find';
import type { Store } from '../storage/store';
import { placeAt } from '../update/place';
import { reach } from '../values/paths';
import { type Document, isDocument, type Value } from '../values/value';

interface Lookup {
  from: string;
  as: string;
  localField: string | undefined;
  foreignField: string | undefined;
  variables: Document;
  pipeline: Document[];
}

function parse(argument: unknown): Lookup {
  const { from, as, localField, foreignField, let: variables = {}, pipeline = [] } = argument as Document;
  if (typeof from !== 'string' || typeof as !== 'string') {
    throw requestFailed("$lookup needs 'from' and 'as', both of them strings");
  }
  const joined = typeof localField === 'string' && typeof foreignField === 'string';
  if (!joined && (argument as Document)['pipeline'] === undefined) {
    throw requestFailed(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if (!isDocument(variables) || !Array.isArray(pipeline) || !pipeline.every(isDocument)) {
    throw requestFailed("$lookup argument 'let' must be an object and 'pipeline' an array of stages");
  }
  return {
    from,
    as,
    localField: joined ? localField : undefined,
    foreignField: joined ? foreignField : undefined,
    variables,
    pipeline,
  };
}

/** The query on the other collection that finds the partners of one document by equal fields. */
function partnerQuery(document: Document, { localField, foreignField }: Lookup): Document {
  if (localField === undefined || foreignField === undefined) return {};
  const values = reach(document, localField).flatMap((value): Value[] =>
    Array.isArray(value) ? value : [value ?? null],
  );
  return { [foreignField]: { $in: values } };
}

/** Documents with the partners they have in another collection, found through its indexes ("MongoDB: $lookup"). */
export function lookupIn(store: Store) {
  return (documents: Stream, argument: unknown, options: Options): Stream => {
    const lookup = parse(argument);
    const other = store.collection(lookup.from);
    return documents.map((item: unknown) => {
      const document = item as Document;
      const partners = find(other, partnerQuery(document, lookup)).map((match) => match.document);
      const result = { ...document };
      placeAt(result, lookup.as.split('.'), true)?.put(joined(document, partners, lookup, options));
      return result;
    });
  };
}

function joined(document: Document, partners: Document[], lookup: Lookup, options: Options): Document[] {
  if (lookup.pipeline.length === 0) return partners;
  const variables: Record<string, unknown> = { ...options.variables };
  for (const [name, expression] of Object.entries(lookup.variables)) {
    variables[name] = evalExpr(document, expression, options);
  }
  const { context, scriptEnabled } = options;
  return new Aggregator(lookup.pipeline, { context, scriptEnabled, variables }).run(partners);
}
