import { areaList } from '@vant/area-data';
import type { BuiltinHost } from '../builtin';
import type { PickerMode } from './picker-modes';

interface Place {
  readonly code: string;
  readonly name: string;
}

/** How many digits of a code name a place of each depth: province, city, county. */
const DIGITS = [2, 4, 6] as const;
const DEPTHS: Record<string, number> = { province: 1, city: 2, region: 3, 'sub-district': 3 };
const LISTS = [areaList.province_list, areaList.city_list, areaList.county_list];

/** Places of a depth inside the place with a code. */
function placesIn(depth: number, parent: string): Place[] {
  const start = depth === 0 ? '' : parent.slice(0, DIGITS[depth - 1]);
  return Object.entries(LISTS[depth] ?? {})
    .filter(([code]) => code.startsWith(start))
    .map(([code, name]) => ({ code, name }));
}

/** Provinces, cities and counties; `custom-item` stands first on every wheel and means any. */
export function regionMode(host: BuiltinHost): PickerMode {
  const depth = DEPTHS[host.get<string>('level')] ?? 3;
  const any = host.get<string>('customItem');
  const first: Place[] = any === '' ? [] : [{ code: '', name: any }];
  const places = (rows: readonly number[]): Place[][] => {
    const wheels: Place[][] = [];
    let parent: Place | undefined;
    for (let at = 0; at < depth; at += 1) {
      const open = at === 0 || (parent !== undefined && parent.code !== '');
      const list: Place[] = [...first, ...(open ? placesIn(at, parent?.code ?? '') : [])];
      wheels.push(list);
      parent = list[Math.min(rows[at] ?? 0, list.length - 1)];
    }
    return wheels;
  };
  const names = (rows: readonly number[]): string[][] =>
    places(rows).map((wheel) => wheel.map(({ name }) => name));
  const chosen = (rows: readonly number[]): Place[] =>
    places(rows).flatMap((wheel, at) => wheel[Math.min(rows[at] ?? 0, wheel.length - 1)] ?? []);
  const given = host.get<unknown[] | null>('value') ?? [];
  const rows: number[] = [];
  for (let at = 0; at < depth; at += 1) {
    const wheel = places(rows)[at] ?? [];
    rows.push(
      Math.max(
        0,
        wheel.findIndex(({ name }) => name === given[at]),
      ),
    );
  }
  return {
    columns: () => names(rows),
    rows: () => [...rows],
    // A new province begins with its first city: the wheels to the right go back to their start.
    turned: (column, now) => names(now.map((row, at) => (at > column ? 0 : row))),
    detail(now) {
      const found = chosen(now);
      return { value: found.map(({ name }) => name), code: found.map(({ code }) => code), postcode: '' };
    },
  };
}
