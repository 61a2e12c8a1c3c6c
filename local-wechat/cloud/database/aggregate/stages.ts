import { evalExpr } from 'mingo/core';
import { Lazy, type Iterator as Stream } from 'mingo/lazy';
import {
  $addFields,
  $bucketAuto,
  $count,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $sample,
  $skip,
  $sortByCount,
  $unwind,
} from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { distanceTo } from '../query/geo/geo-operators';
import { geometryOf } from '../query/geo/geometry';
import { compileQuery } from '../query/matcher';
import { placeAt } from '../update/place';
import { compareValues } from '../values/order';
import { type Order, sorted } from '../values/sorting';
import { type Document, isDocument, type Value } from '../values/value';

export type Stage = (documents: Stream, argument: unknown, options: Options) => Stream;

/** Reads a sort specification; the order of its fields is their priority. */
export function orderOf(specification: unknown): Order {
  if (!isDocument(specification)) throw requestFailed('the $sort key specification must be an object');
  return Object.entries(specification).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) {
      throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return [path, direction];
  });
}

const sort: Stage = (documents, argument) => {
  const order = orderOf(argument);
  if (order.length === 0) throw requestFailed('$sort stage must have at least one sort key');
  return documents.transform((items) => Lazy(sorted(items as Document[], order, (item) => item)));
};

/** The field to measure from: the one named, or the first that holds a place. */
function geoField(document: Document, key: Value | undefined): string | undefined {
  if (typeof key === 'string') return key;
  return Object.keys(document).find((field) => geometryOf(document[field]) !== undefined);
}

const number = (value: Value | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

/** Documents by their distance in metres from a place, the distance put into a field ("MongoDB: $geoNear"). */
const geoNear: Stage = (documents, argument) => {
  const { near, distanceField, key, query, minDistance, maxDistance, distanceMultiplier, includeLocs } =
    argument as Document;
  const from = geometryOf(near)?.points[0];
  if (!from) throw requestFailed('$geoNear requires near to be a point');
  if (typeof distanceField !== 'string')
    throw requestFailed("$geoNear requires a 'distanceField' option as a String");
  const wanted = compileQuery(isDocument(query) ? query : {});
  const [least, most] = [number(minDistance, 0), number(maxDistance, Number.POSITIVE_INFINITY)];
  return documents.transform((items) => {
    const found = (items as Document[]).filter(wanted).flatMap((document) => {
      const field = geoField(document, key);
      const metres = field === undefined ? undefined : distanceTo(document, field, from);
      if (field === undefined || metres === undefined || metres < least || metres > most) return [];
      placeAt(document, distanceField.split('.'), true)?.put(metres * number(distanceMultiplier, 1));
      if (typeof includeLocs === 'string') {
        const place = placeAt(document, field.split('.'), false)?.value ?? null;
        placeAt(document, includeLocs.split('.'), true)?.put(place);
      }
      return [{ document, metres }];
    });
    return Lazy(found.sort((a, b) => a.metres - b.metres).map(({ document }) => document));
  });
};

/** Groups by ranges of a value, each with its lower bound included ("MongoDB: $bucket"); mingo includes the upper one. */
const bucket: Stage = (documents, argument, options) => {
  const { groupBy, boundaries, default: otherwise, output } = argument as Document;
  const bounds = Array.isArray(boundaries) ? boundaries : [];
  const ascending = bounds.every((bound, at) => at === 0 || compareValues(bounds[at - 1], bound) < 0);
  if (bounds.length < 2 || !ascending || groupBy === undefined) {
    throw requestFailed(
      "$bucket needs 'groupBy' and, as 'boundaries', two or more values in ascending order",
    );
  }
  const boundOf = (document: unknown): Value => {
    const value = evalExpr(document, groupBy, options) as Value | undefined;
    const above = bounds.findIndex((bound) => compareValues(value, bound) < 0);
    const bound = above > 0 ? bounds[above - 1] : otherwise;
    if (bound !== undefined) return bound;
    throw requestFailed(
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
  return documents.transform((items) => {
    const groups = new Map<Value, unknown[]>();
    for (const item of items) {
      const bound = boundOf(item);
      const members = groups.get(bound) ?? [];
      members.push(item);
      groups.set(bound, members);
    }
    const accumulators = isDocument(output) ? output : { count: { $sum: 1 } };
    const counted = [...groups].flatMap(([bound, members]) =>
      $group(Lazy(members), { _id: { $literal: bound }, ...accumulators }, options).collect<Document>(),
    );
    return Lazy(sorted(counted, [['_id', 1]], (group) => group));
  });
};

/** The stages that the SDK can send; those mingo answers as MongoDB does, and our own. `$lookup` needs the store. */
export const plainStages = {
  $addFields,
  $bucket: bucket,
  $bucketAuto,
  $count,
  $geoNear: geoNear,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $sample,
  $skip,
  $sort: sort,
  $sortByCount,
  $unwind,
};
