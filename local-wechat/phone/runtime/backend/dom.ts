import type { domlikeBackend, Element as FrameworkElement, GeneralComponent } from 'glass-easel';

export type BackendElement = domlikeBackend.Element;

/**
 * The framework describes the elements it needs by an interface of its own, which the browser's elements fulfil in fact but not
 * in TypeScript's eyes (`setAttribute` of any value, for one). This is the one place where the two are said to be the same.
 */
export function asBackend(node: Node): BackendElement {
  return node as unknown as BackendElement;
}

/** The browser's element behind an element of the framework. */
export function asDom(element: BackendElement): HTMLElement {
  return element as unknown as HTMLElement;
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
