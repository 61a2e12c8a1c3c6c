import { component } from 'glass-easel-miniprogram-adapter';
import type { Caller } from '../runtime/code/registry';
import { pageScope } from '../runtime/page-scope';
import type { Phone } from '../runtime/phone';
import type { Page } from '../runtime/router/page';
import { type IntersectionOptions, IntersectionWatch } from './intersection';
import { type Keyframe, keyframeAnimation } from './keyframes';
import { SelectorQuery } from './selector-query';

/** The page that a component stands in. */
function pageOf(phone: Phone, caller: Caller): Page | undefined {
  const { document } = pageScope(caller._$.getBackendContext());
  return phone.router.alive.find((page) => page.document === document);
}

/** Adds to pages and components what the adapter lacks or does otherwise than WeChat. */
export function installCallerMethods(phone: Phone): void {
  Object.assign(component.ComponentCaller.prototype, {
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this);
    },
    createIntersectionObserver(this: Caller, options?: IntersectionOptions) {
      return new IntersectionWatch(this, options);
    },
    animate(this: Caller, selector: string, frames: Keyframe[], duration: number, done?: () => void) {
      keyframeAnimation(this, selector, frames, duration, done);
    },
    clearAnimation(this: Caller, selector: string, options?: unknown, done?: () => void) {
      for (const node of this._$.getShadowRoot()?.querySelectorAll(selector) ?? []) node.setNodeStyle('', 2);
      (typeof options === 'function' ? options : done)?.();
    },
    getPageId(this: Caller) {
      return `pageId:${pageOf(phone, this)?.id}`;
    },
    getTabBar(this: Caller) {
      return pageOf(phone, this)?.tabBar ?? null;
    },
    getOpenerEventChannel(this: Caller) {
      return pageOf(phone, this)?.openerChannel;
    },
    setUpdatePerformanceListener() {},
    setPassiveEvent() {},
  });
}
