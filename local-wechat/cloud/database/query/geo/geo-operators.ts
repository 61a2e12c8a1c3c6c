import { requestFailed } from '../../errors';
import { reach } from '../../values/paths';
import { shellText } from '../../values/shell-text';
import { type Document, isDocument, type Value } from '../../values/value';
import type { FieldOperator, Test } from '../comparison';
import { corners, type Geometry, geometryOf, intersects, within } from './geometry';
import { angleBetween, distance, type Position } from './sphere';

/** What `$nearSphere` asks: documents by their distance from a place, in metres, between two limits. */
export interface Near {
  path: string;
  from: Position;
  least: number;
  most: number;
}

function limit(value: Value | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || value < 0) throw requestFailed('distance must be a non-negative number');
  return value;
}

/** Reads the operand of `$nearSphere`. */
export function nearOf(path: string, operand: Value): Near {
  const { $geometry, $minDistance, $maxDistance } = isDocument(operand) ? operand : {};
  const from = geometryOf($geometry)?.points[0];
  if (!from)
    throw requestFailed(`invalid point in geo near query $geometry argument: ${shellText($geometry)}`);
  return { path, from, least: limit($minDistance, 0), most: limit($maxDistance, Number.POSITIVE_INFINITY) };
}

/** The geometries that a field holds: one, or several in an array. */
export function geometriesAt(document: Document, path: string): Geometry[] {
  return reach(document, path).flatMap((value) => {
    const whole = geometryOf(value);
    if (whole) return [whole];
    return Array.isArray(value) ? value.map(geometryOf).filter((found) => found !== undefined) : [];
  });
}

/** The least distance in metres between a place and what a field holds, or undefined without a place there. */
export function distanceTo(document: Document, path: string, from: Position): number | undefined {
  const distances = geometriesAt(document, path).flatMap((shape) =>
    corners(shape).map((at) => distance(from, at)),
  );
  return distances.length > 0 ? Math.min(...distances) : undefined;
}

/** The distance of a document when it is within the limits, or undefined. */
export function nearness(document: Document, { path, from, least, most }: Near): number | undefined {
  const found = distanceTo(document, path, from);
  return found !== undefined && found >= least && found <= most ? found : undefined;
}

function circle(path: string, operand: Value): Test {
  const [center, radius] = Array.isArray(operand) ? operand : [];
  const middle = geometryOf(center)?.points[0];
  if (!middle || typeof radius !== 'number' || radius < 0) {
    throw requestFailed(
      `$centerSphere needs [[longitude, latitude], radius in radians]: ${shellText(operand)}`,
    );
  }
  return (document) =>
    geometriesAt(document, path).some((shape) =>
      corners(shape).every((at) => angleBetween(middle, at) <= radius),
    );
}

const geoWithin: FieldOperator = (path, operand) => {
  const { $geometry, $centerSphere } = isDocument(operand) ? operand : {};
  if ($centerSphere !== undefined) return circle(path, $centerSphere);
  const area = geometryOf($geometry);
  if (!area?.polygons.length) {
    throw requestFailed(
      `$geoWithin takes a polygon, a multi-polygon or $centerSphere: ${shellText(operand)}`,
    );
  }
  return (document) => geometriesAt(document, path).some((shape) => within(shape, area));
};

const geoIntersects: FieldOperator = (path, operand) => {
  const area = geometryOf(isDocument(operand) ? operand['$geometry'] : undefined);
  if (!area) throw requestFailed(`$geoIntersects takes a $geometry: ${shellText(operand)}`);
  return (document) => geometriesAt(document, path).some((shape) => intersects(shape, area));
};

/** The geographic operators of "CloudBase: geo queries", on the sphere. */
export const geoOperators: Record<string, FieldOperator> = {
  $nearSphere: (path, operand) => {
    const near = nearOf(path, operand);
    return (document) => nearness(document, near) !== undefined;
  },
  $geoWithin: geoWithin,
  $geoIntersects: geoIntersects,
};
