import type { Cast, Who } from './cast';

/** Words that are tapped on the page, last one first; or a selector, which begins with a dot or a bracket. */
export type Step = string | { readonly type: string; readonly into: string };

/** A state of a page and how a person gets it onto her screen. */
export interface Row {
  /** Path, as in app.json. */
  readonly page: string;
  /** Name of the state, also of its picture. */
  readonly state: string;
  readonly as: Who;
  readonly query?: (cast: Cast) => string;
  /** The net: cut, answering with errors, or never answering. */
  readonly net?: 'cut' | 'broken' | 'slow';
  readonly steps?: readonly Step[];
  /** What proves that the state is on the screen: words, or a selector. */
  readonly sees: string;
}

type Of = Omit<Row, 'page' | 'as' | 'query'> & Partial<Pick<Row, 'as' | 'query'>>;

interface Page {
  readonly page: string;
  readonly as: Who;
  readonly query?: Row['query'];
  /** Shown without asking anybody, so that the net changes nothing. */
  readonly still?: string;
  /** What is seen without a net, where the page still knows something by itself. */
  readonly kept?: string;
  readonly states: readonly Of[];
}

/** All states of a page: its own, and what every page has: waiting, without a net, with a broken server. */
export function rowsOf({ page, as, query, still, kept, states }: Page): Row[] {
  const base = { page, as, ...(query === undefined ? {} : { query }) };
  return [
    ...states.map((state) => ({ ...base, ...state })),
    { ...base, state: 'loading', net: 'slow', sees: still ?? '.skeleton' },
    { ...base, state: 'offline', net: 'cut', sees: still ?? kept ?? '网络断开了' },
    { ...base, state: 'broken', net: 'broken', sees: still ?? '.message' },
  ];
}

/** The order of this person. */
export const orderOf =
  (who: Who, more = '') =>
  ({ orderOf: orders, people }: Cast): string =>
    `id=${orders[people[who]] ?? ''}${more}`;
