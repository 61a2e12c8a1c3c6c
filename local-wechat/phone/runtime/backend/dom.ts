import type { domlikeBackend, Element as FrameworkElement, GeneralComponent } from 'glass-easel';

export type BackendElement = domlikeBackend.Element;

/**
 * The framework describes the elements it needs by an interface of its own, which the browser's elements
 * fulfil in fact but not in TypeScript's eyes (`setAttribute` of any value, for one). These two say that they
 * are the same.
 */
function isBackend(node: unknown): node is BackendElement {
  return typeof node === 'object' && node !== null && 'childNodes' in node;
}

function isDom(element: unknown): element is HTMLElement {
  return isBackend(element) && 'nodeType' in element;
}

/** A node of a page as the framework takes it. @throws Error for anything that is no node. */
export function asBackend(node: Node): BackendElement {
  if (!isBackend(node)) throw new Error('not a node of a document');
  return node;
}

/** The browser's element behind an element of the framework. @throws Error for anything that is no node. */
export function asDom(element: BackendElement): HTMLElement {
  if (!isDom(element)) throw new Error('not an element of a document');
  return element;
}

/** The browser's element of a component; components of the phone's pages always have one. */
export function hostElement(component: GeneralComponent): HTMLElement {
  const element = component.$$;
  if (element === null || !('childNodes' in element)) throw new Error(`<${component.is}> has no element`);
  return asDom(element);
}

/** The nearest element of the framework at or above a node of the document. */
export function frameworkElement(node: EventTarget | null): FrameworkElement | undefined {
  let at = node === null ? null : asBackend(node as Node);
  while (at !== null && at.__wxElement === undefined) at = at.parentNode;
  return at?.__wxElement;
}
