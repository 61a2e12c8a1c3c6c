import { Event, type Element as FrameworkElement } from 'glass-easel';
import { hostElement } from '../backend/dom';

interface Target {
  readonly id: string;
  readonly dataset: Record<string, unknown>;
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

/** What WeChat tells of an element in an event: facts, never the element itself. */
function targetFacts(source: unknown): Target {
  const element = elementOf(source);
  const dom = element !== undefined && '$$' in element ? safeHost(element) : undefined;
  return {
    id: element?.id ?? '',
    dataset: { ...element?.dataset },
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  };
}

type Known = { id: string; dataset: Record<string, unknown> };

/**
 * A listener is called with a component's caller, which holds the component as `_$`, or with a plain element.
 */
function elementOf(source: unknown): Known | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  if ('_$' in source && typeof source._$ === 'object' && source._$ !== null) return source._$ as Known;
  return source as Known;
}

/** The element itself, when a listener was given a component's caller. */
function asElement(source: object): FrameworkElement {
  const component: unknown = Reflect.get(source, '_$');
  return (typeof component === 'object' && component !== null ? component : source) as FrameworkElement;
}

function safeHost(element: object): HTMLElement | undefined {
  try {
    return hostElement(element as Parameters<typeof hostElement>[0]);
  } catch {
    return undefined;
  }
}

const raw = new WeakMap<object, FrameworkElement>();

/** The element on whose behalf an event is heard; WXS gets hold of it, scripts do not. */
export function rawTarget(event: object): FrameworkElement | undefined {
  return raw.get(event);
}

/**
 * Makes every event that a Mini Program receives look as WeChat's: see "event object" in WeChat's developer
 * documents.
 */
export function installEventShape(): void {
  const { prototype } = Event;
  const wrap = prototype.wrapShadowedEvent;
  prototype.wrapShadowedEvent = function (this: Event<unknown>, target, mark, currentTarget) {
    const event = wrap.call(this, target, mark, currentTarget);
    raw.set(event, asElement(currentTarget));
    const facts = { target: targetFacts(target), currentTarget: targetFacts(currentTarget) };
    Object.assign(event, { mark: mark ?? {} }, facts);
    return event;
  };
}
