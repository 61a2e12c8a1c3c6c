import { ControlError } from './control-error';

export interface ControlRequest {
  /** The parts of the path that a route names by `:name`. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The JSON body; an empty object when there is none. */
  body: Record<string, unknown>;
}

export type ControlHandler = (request: ControlRequest) => unknown;

/** `GET /people/:openid` → what answers it. */
export type ControlRoutes = Record<string, ControlHandler>;

export interface FoundRoute {
  handler: ControlHandler;
  params: Record<string, string>;
}

/** Finds what answers a request. Throws ControlError that lists the routes when nothing does. */
export function findRoute(routes: ControlRoutes, method: string, path: string): FoundRoute {
  const parts = path.split('/').filter(Boolean);
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, routePath = ''] = route.split(' ');
    if (routeMethod !== method) continue;
    const params = matchParts(routePath.split('/').filter(Boolean), parts);
    if (params) return { handler, params };
  }
  throw new ControlError(
    'NO_SUCH_ROUTE',
    `No ${method} ${path}. There are: ${Object.keys(routes).join('; ')}.`,
    404,
  );
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decodeURIComponent(part);
    else if (expected !== part) return undefined;
  }
  return params;
}
