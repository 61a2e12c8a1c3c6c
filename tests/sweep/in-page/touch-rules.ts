import { type Find, isVisible, type PageUnderSweep } from './page-under-sweep';

/** Least edge of anything tapped, px (visual reference, section 7: 88rpx; Apple's guideline: 44 pt). */
const LEAST = 44;
const SLACK = 0.5;

const CONTROLS =
  'wx-button, wx-input, wx-textarea, wx-switch, wx-checkbox, wx-radio, wx-slider, wx-picker, wx-navigator';
/** What is tapped to go away has no name of its own: the mask behind a sheet; and TDesign's empty slot for a cross. */
const NAMELESS = '.t-overlay, .mask, .t-popup__close';

/** Everything that answers a tap is large enough for a thumb and has a name for who can't see it. */
export function findHardToTap(page: PageUnderSweep, find: Find): void {
  for (const element of page.doc.body.querySelectorAll('*')) {
    const control = element.matches(CONTROLS);
    if (!(control || page.hearsTap(element)) || !isVisible(element) || element.matches(NAMELESS)) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const area = touchArea(page, element);
    if (area.width < LEAST - SLACK || area.height < LEAST - SLACK)
      find('touch', element, `${area.width.toFixed(1)} × ${area.height.toFixed(1)} px`);
    if (!isNamed(element)) find('nameless', element, 'has no words and no label');
  }
}

/** A control inside a label, or in a row that is tapped as a whole, takes the touch of all of it. */
function touchArea(page: PageUnderSweep, element: Element): DOMRect {
  const around = element.parentElement?.closest('wx-label');
  const own = element.getBoundingClientRect();
  if (around) return around.getBoundingClientRect();
  const row = element.parentElement;
  const rest = row !== null && page.hearsTap(row) && !element.matches('wx-input, wx-textarea');
  return rest ? row.getBoundingClientRect() : own;
}

function isNamed(element: Element): boolean {
  const label =
    element.getAttribute('aria-label') ?? element.querySelector('[aria-label]')?.getAttribute('aria-label');
  const words = (element.textContent ?? '').trim();
  return (label ?? '') !== '' || words !== '' || element.querySelector('img, wx-image') !== null;
}
