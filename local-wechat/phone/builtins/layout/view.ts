import { builtin } from '../builtin';
import { hover, hoverProperties } from './hover';

const HOVER = hoverProperties('none', 50, 400);

export const view = builtin({
  tag: 'view',
  properties: HOVER,
  create: (host) => hover(host, () => true),
});

export const coverView = builtin({
  tag: 'cover-view',
  properties: { ...HOVER, scrollTop: null },
  create: (host) => hover(host, () => true),
});

/** Takes its content out of the page: above everything, next to the page's root. */
export const rootPortal = builtin({
  tag: 'root-portal',
  properties: { enable: { type: Boolean, value: true } },
  create(host) {
    const { element } = host;
    const marker = element.ownerDocument.createComment('root-portal');
    const place = (out: boolean): void => {
      if (out && element.parentNode !== element.ownerDocument.body) {
        element.replaceWith(marker);
        element.ownerDocument.body.append(element);
      } else if (!out && marker.parentNode !== null) {
        marker.replaceWith(element);
      }
    };
    return {
      attached: () => queueMicrotask(() => place(host.get<boolean>('enable'))),
      changed: (name, value) => {
        if (name === 'enable') place(value === true);
      },
      detached: () => {
        element.remove();
        marker.remove();
      },
    };
  },
});
