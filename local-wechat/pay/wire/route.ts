import type { PayContext } from '../context';
import { check, type Place } from '../limits/check';
import type { Checked, Limits } from '../limits/table';

interface Tables<B extends Limits, Q extends Limits, P extends Limits> {
  path?: P;
  query?: Q;
  body?: B;
}

interface CheckedRequest<B, Q, P> {
  path: Checked<P>;
  query: Checked<Q>;
  body: Checked<B>;
}

/** The parts of a request before they are checked. */
export interface RawParts {
  path: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** One call of the API. An answer without body is a 204; a returned PayRefusal is answered after keeping what was written. */
export interface Route {
  readonly method: string;
  readonly template: string;
  readonly answer: (context: PayContext, parts: RawParts) => object | undefined;
}

const NOTHING = {};

/** A call with the tables of its limits; what it is given has passed them. */
export function route<
  B extends Limits = Record<never, never>,
  Q extends Limits = Record<never, never>,
  P extends Limits = Record<never, never>,
>(
  method: string,
  template: string,
  tables: Tables<B, Q, P>,
  answer: (context: PayContext, request: CheckedRequest<B, Q, P>) => object | undefined,
): Route {
  return {
    method,
    template,
    answer(context, parts) {
      const refuseUnknown = context.switches().unknownFields === 'refuse';
      const part = <T extends Limits>(place: Place, table: T): Checked<T> =>
        check(table, parts[place], { place, refuseUnknown });
      return answer(context, {
        path: part('path', tables.path ?? (NOTHING as P)),
        query: part('query', tables.query ?? (NOTHING as Q)),
        body: part('body', tables.body ?? (NOTHING as B)),
      });
    },
  };
}

export interface Found {
  route: Route;
  path: Record<string, string>;
}

/** A path value; one that is not URL encoding stays as it is, and breaks the limits of its shape. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** The route of a request and the values in its path. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): Found | undefined {
  const steps = pathname.split('/');
  for (const candidate of routes) {
    const wanted = candidate.template.split('/');
    if (candidate.method !== method || wanted.length !== steps.length) continue;
    const path: Record<string, string> = {};
    const fits = wanted.every((step, index) => {
      const given = steps[index] ?? '';
      if (!step.startsWith('{')) return step === given;
      path[step.slice(1, -1)] = decoded(given);
      return given !== '';
    });
    if (fits) return { route: candidate, path };
  }
  return undefined;
}
