/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** The radius of the Earth in metres that MongoDB computes with. */
export const EARTH_RADIUS = 6_378_100;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The angle in radians between two positions, seen from the centre of the Earth (haversine). */
export function angleBetween([lng1, lat1]: Position, [lng2, lat2]: Position): number {
  const a =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lng2 - lng1) / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** The distance in metres over the ground. */
export function distance(a: Position, b: Position): number {
  return angleBetween(a, b) * EARTH_RADIUS;
}

type Vector = readonly [number, number, number];

function vector([lng, lat]: Position): Vector {
  const cos = Math.cos(radians(lat));
  return [cos * Math.cos(radians(lng)), cos * Math.sin(radians(lng)), Math.sin(radians(lat))];
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** On which side of the great circle a→b the point lies: positive left, negative right, 0 on it (within 1 cm). */
function side(a: Vector, b: Vector, point: Vector): number {
  const value = dot(cross(a, b), point);
  return Math.abs(value) < 1e-12 ? 0 : Math.sign(value);
}

/** Whether a position lies on the shorter great-circle arc between two others. */
export function onArc(from: Position, to: Position, position: Position): boolean {
  const [a, b, p] = [vector(from), vector(to), vector(position)];
  if (side(a, b, p) !== 0) return false;
  const along = dot(a, b) - 1e-12;
  return dot(a, p) >= along && dot(b, p) >= along;
}

/** Whether two arcs cross or touch. */
export function arcsMeet(a1: Position, a2: Position, b1: Position, b2: Position): boolean {
  if (onArc(a1, a2, b1) || onArc(a1, a2, b2) || onArc(b1, b2, a1) || onArc(b1, b2, a2)) return true;
  const [a, b, c, d] = [vector(a1), vector(a2), vector(b1), vector(b2)];
  const [sideC, sideD, sideA, sideB] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  // Opposite sides twice over could also be met on the far side of the Earth; the last test tells.
  return sideC * sideD < 0 && sideA * sideB < 0 && sideC * sideB > 0;
}

/**
 * Whether a position lies inside a closed ring, its edge included: the directions to the ring's corners turn once
 * around a position inside and not at all around one outside. Rings are smaller than half of the Earth.
 */
export function insideRing(ring: readonly Position[], position: Position): boolean {
  let turned = 0;
  for (let at = 1; at < ring.length; at++) {
    const [from, to] = [ring[at - 1] as Position, ring[at] as Position];
    if (onArc(from, to, position)) return true;
    let turn = bearing(position, to) - bearing(position, from);
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    turned += turn;
  }
  return Math.abs(turned) > Math.PI;
}

/** The direction from one position to another, in radians from north. */
function bearing([lng1, lat1]: Position, [lng2, lat2]: Position): number {
  const [a, b, turn] = [radians(lat1), radians(lat2), radians(lng2 - lng1)];
  return Math.atan2(
    Math.sin(turn) * Math.cos(b),
    Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn),
  );
}
