import type { Element as FrameworkElement } from 'glass-easel';
import { instanceOf } from '../builtins/register';
import { asDom, type BackendElement } from '../runtime/backend/dom';
import type { Caller } from '../runtime/code/registry';
import { pageScope } from '../runtime/page-scope';

/** Which facts of a node are wanted: "NodesRef.fields". */
export interface NodeFields {
  readonly id?: boolean;
  readonly dataset?: boolean;
  readonly mark?: boolean;
  readonly rect?: boolean;
  readonly size?: boolean;
  readonly scrollOffset?: boolean;
  readonly properties?: readonly string[];
  readonly computedStyle?: readonly string[];
  readonly context?: boolean;
  readonly node?: boolean;
  readonly ref?: boolean;
}

type Facts = Record<string, unknown>;

/** A built-in that a script may take hold of: a canvas gives itself, a video its context. */
export interface NodeSource {
  node?(): unknown;
  context?(): unknown;
}

function dom(element: FrameworkElement): HTMLElement | undefined {
  const backend = element.$$;
  return backend === null ? undefined : asDom(backend as BackendElement);
}

/** The facts of one element. */
export function factsOf(element: FrameworkElement, fields: NodeFields): Facts {
  const host = dom(element);
  const facts: Facts = {};
  if (fields.id) facts.id = element.id;
  if (fields.dataset) facts.dataset = { ...element.dataset };
  if (fields.mark) facts.mark = element.collectMarks();
  const component = element.asGeneralComponent();
  for (const name of fields.properties ?? [])
    facts[name] = component === null ? undefined : Reflect.get(component.data, name);
  if (host !== undefined) Object.assign(facts, layoutFacts(host, fields));
  if (component !== null) {
    const source = instanceOf(component) as NodeSource | undefined;
    if (fields.node || fields.ref) facts.node = source?.node?.() ?? null;
    if (fields.context) facts.context = source?.context?.() ?? null;
  }
  return facts;
}

function layoutFacts(host: HTMLElement, fields: NodeFields): Facts {
  const facts: Facts = {};
  const { left, top, right, bottom, width, height } = host.getBoundingClientRect();
  if (fields.rect) Object.assign(facts, { left, top, right, bottom });
  if (fields.size) Object.assign(facts, { width, height });
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = host;
    Object.assign(facts, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  if (fields.computedStyle !== undefined) {
    const style = host.ownerDocument.defaultView?.getComputedStyle(host);
    for (const name of fields.computedStyle) facts[name] = style?.getPropertyValue(kebab(name));
  }
  return facts;
}

/** The facts of the page's own window: "SelectorQuery.selectViewport". */
export function viewportFacts(scope: Caller, fields: NodeFields): Facts {
  const { document } = pageScope(scope._$.getBackendContext());
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = document.scroller;
  const width = document.view.innerWidth;
  const height = document.view.innerHeight;
  return {
    ...(fields.id ? { id: '' } : {}),
    ...(fields.dataset ? { dataset: {} } : {}),
    ...(fields.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset ? { scrollLeft, scrollTop, scrollWidth, scrollHeight } : {}),
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
