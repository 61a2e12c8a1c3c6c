import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as projections from 'mingo/operators/projection';
import { requestFailed } from '../errors';
import { expressionOperators } from '../query/expressions';
import { type FindOptions, find } from '../query/find';
import { queryOperators, throughMingo } from '../query/matcher';
import type { CollectionTable } from '../storage/collection';
import type { Store } from '../storage/store';
import { type Document, isDocument, type Value } from '../values/value';
import { lookupIn } from './lookup';
import { orderOf, plainStages } from './stages';

/** One stage: its name with the dollar, and its argument. */
export type StageCall = [name: string, argument: Value];

/** Runs aggregations over the committed documents; they take no part in transactions. */
export class Aggregations {
  private readonly context: Context;
  private readonly known: Set<string>;

  constructor(store: Store) {
    const stages = { ...plainStages, $lookup: lookupIn(store) };
    this.known = new Set(Object.keys(stages));
    this.context = Context.init({
      accumulator: { ...accumulators },
      expression: { ...expressionOperators } as never,
      pipeline: stages as never,
      projection: { ...projections },
      query: { ...queryOperators } as never,
    });
  }

  run(collection: CollectionTable, stages: StageCall[]): Document[] {
    for (const [at, stage] of stages.entries()) this.check(stage, at);
    const { query, options, rest } = pushedDown(stages);
    const documents = find(collection, query, options).map((match) => match.document);
    if (rest.length === 0) return documents;
    const pipeline = rest.map(([name, argument]) => ({ [name]: argument }));
    return throughMingo(() =>
      new Aggregator(pipeline, { context: this.context, scriptEnabled: false }).run<Document>(documents),
    );
  }

  private check([name, argument]: StageCall, at: number): void {
    if (!this.known.has(name)) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
    if (name === '$geoNear' && at > 0) {
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
    }
    if (name === '$limit' && !isCount(argument, 1)) throw requestFailed('the limit must be positive');
    if (name === '$skip' && !isCount(argument, 0)) {
      throw requestFailed('Argument to $skip must be a whole number that is not negative');
    }
  }
}

function isCount(value: Value, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least;
}

/** The stages at the front that an index can answer: `$match`, then `$sort`, then `$skip`, then `$limit`. */
function pushedDown(stages: StageCall[]): { query: Document; options: FindOptions; rest: StageCall[] } {
  const rest = [...stages];
  const take = (name: string): Value | undefined => (rest[0]?.[0] === name ? rest.shift()?.[1] : undefined);
  const match = take('$match') ?? {};
  if (!isDocument(match)) throw requestFailed('the match filter must be an expression in an object');
  const options: FindOptions = {};
  const sort = take('$sort');
  if (sort !== undefined) options.order = orderOf(sort);
  const skip = take('$skip');
  if (typeof skip === 'number') options.offset = skip;
  const limit = take('$limit');
  if (typeof limit === 'number') options.limit = limit;
  return { query: match, options, rest };
}
