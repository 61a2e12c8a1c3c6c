import { isDocument, type Value } from '../../values/value';
import { arcsMeet, insideRing, type Position } from './sphere';

/** A GeoJSON geometry taken apart: single points, lines, and polygons (an outer ring, then holes). */
export interface Geometry {
  points: Position[];
  lines: Position[][];
  polygons: Position[][][];
}

function position(value: Value | undefined): Position | undefined {
  if (!Array.isArray(value)) return undefined;
  const [longitude, latitude] = value;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : undefined;
}

/** Every item read, or undefined when one of them cannot be. */
function all<Item>(value: Value | undefined, read: (item: Value) => Item | undefined): Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item) => item !== undefined) ? items : undefined;
}

const line = (value: Value): Position[] | undefined => all(value, position);

function polygon(value: Value): Position[][] | undefined {
  const rings = all(value, line);
  const closed = rings?.every((ring) => ring.length >= 4 && String(ring[0]) === String(ring.at(-1)));
  return closed && rings && rings.length > 0 ? rings : undefined;
}

/** Reads GeoJSON, or a legacy pair `[longitude, latitude]`; undefined for anything else. */
export function geometryOf(value: Value | undefined): Geometry | undefined {
  const none: Geometry = { points: [], lines: [], polygons: [] };
  const pair = position(value);
  if (pair) return { ...none, points: [pair] };
  if (!isDocument(value)) return undefined;
  const { type, coordinates } = value;
  const one = coordinates === undefined ? [] : [coordinates];
  switch (type) {
    case 'Point':
    case 'MultiPoint': {
      const points = all(type === 'Point' ? one : coordinates, position);
      return points && { ...none, points };
    }
    case 'LineString':
    case 'MultiLineString': {
      const lines = all(type === 'LineString' ? one : coordinates, line);
      return lines && { ...none, lines };
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = all(type === 'Polygon' ? one : coordinates, polygon);
      return polygons && { ...none, polygons };
    }
    default:
      return undefined;
  }
}

/** All corners of a geometry. */
export function corners({ points, lines, polygons }: Geometry): Position[] {
  return [...points, ...lines.flat(), ...polygons.flat(2)];
}

function arcs({ lines, polygons }: Geometry): [Position, Position][] {
  return [...lines, ...polygons.flat()].flatMap((path) =>
    path.slice(1).map((to, at): [Position, Position] => [path[at] as Position, to]),
  );
}

/** Whether a position lies in one of the polygons and in none of its holes. */
export function covers(area: Geometry, at: Position): boolean {
  return area.polygons.some(([outer = [], ...holes]) => {
    return insideRing(outer, at) && !holes.some((hole) => insideRing(hole, at));
  });
}

/** Whether a geometry lies in an area as a whole: all its corners do, and no edge of it leaves. */
export function within(shape: Geometry, area: Geometry): boolean {
  const places = corners(shape);
  if (places.length === 0 || !places.every((at) => covers(area, at))) return false;
  return arcs(shape).every(([from, to]) => covers(area, middle(from, to)));
}

/** Whether two geometries share a point. */
export function intersects(a: Geometry, b: Geometry): boolean {
  if (corners(a).some((at) => covers(b, at)) || corners(b).some((at) => covers(a, at))) return true;
  if (a.points.some((at) => b.points.some((other) => String(at) === String(other)))) return true;
  const onLine = (points: Position[], shape: Geometry): boolean =>
    points.some((at) => arcs(shape).some(([from, to]) => arcsMeet(from, to, at, at)));
  if (onLine(a.points, b) || onLine(b.points, a)) return true;
  return arcs(a).some(([from, to]) => arcs(b).some(([start, end]) => arcsMeet(from, to, start, end)));
}

function middle([lng1, lat1]: Position, [lng2, lat2]: Position): Position {
  return [(lng1 + lng2) / 2, (lat1 + lat2) / 2];
}
