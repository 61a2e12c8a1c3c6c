import type { BuiltinHost } from '../builtin';
import { dateMode, timeMode } from './picker-dates';
import { regionMode } from './picker-regions';

/** How one mode of the picker fills its wheels and what it gives back. */
export interface PickerMode {
  /** The words on each wheel. */
  columns(): string[][];
  /** The row each wheel stands on at first. */
  rows(): number[];
  /** A wheel has turned: the words on the wheels now. */
  turned(column: number, rows: readonly number[]): string[][];
  /** Detail of the `change` event. */
  detail(rows: readonly number[]): { value: unknown; [more: string]: unknown };
}

/** The mode that a picker has now. */
export function pickerMode(host: BuiltinHost): PickerMode {
  switch (host.get<string>('mode')) {
    case 'multiSelector':
      return multiMode(host);
    case 'time':
      return timeMode(host);
    case 'date':
      return dateMode(host);
    case 'region':
      return regionMode(host);
    default:
      return singleMode(host);
  }
}

/** Words of a range, whose entries are texts or objects of which `range-key` names the text. */
function words(range: unknown, key: string): string[] {
  const list: unknown[] = Array.isArray(range) ? range : [];
  return list.map((item) =>
    String(typeof item === 'object' && item !== null && key !== '' ? Reflect.get(item, key) : item),
  );
}

function singleMode(host: BuiltinHost): PickerMode {
  const columns = (): string[][] => [words(host.get('range'), host.get('rangeKey'))];
  return {
    columns,
    rows: () => [Math.max(0, Number(host.get('value') ?? 0))],
    turned: columns,
    // WeChat gives the index of a single picker as a text.
    detail: ([row = 0]) => ({ value: String(row) }),
  };
}

function multiMode(host: BuiltinHost): PickerMode {
  const columns = (): string[][] =>
    host.get<unknown[]>('range').map((column) => words(column, host.get<string>('rangeKey')));
  return {
    columns,
    rows: () => columns().map((_words, index) => Number(host.get<number[] | null>('value')?.[index] ?? 0)),
    turned: columns,
    detail: (rows) => ({ value: [...rows] }),
  };
}
