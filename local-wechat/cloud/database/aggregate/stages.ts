import { Lazy, type Iterator as Stream } from 'mingo/lazy';
import {
  $addFields,
  $bucket,
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

/** The stages that the SDK can send; those mingo answers as MongoDB does, and our own. `$lookup` needs the store. */
export const plainStages = {
  $addFields,
  $bucket,
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
