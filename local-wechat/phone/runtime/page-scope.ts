import type { domlikeBackend } from 'glass-easel';
import type { PageDocument } from './page-document';
import type { Phone } from './phone';

/** What a built-in may know of the page it stands in. */
export interface PageScope {
  readonly phone: Phone;
  readonly document: PageDocument;
  readonly path: string;
}

const scopes = new WeakMap<object, PageScope>();

/** Remembers which page a backend belongs to, so that components created in it find their page. */
export function setPageScope(backend: domlikeBackend.Context, scope: PageScope): void {
  scopes.set(backend, scope);
}

export function pageScope(backend: object | null): PageScope {
  const scope = backend === null ? undefined : scopes.get(backend);
  if (scope === undefined) throw new Error('a component stands in no page');
  return scope;
}
