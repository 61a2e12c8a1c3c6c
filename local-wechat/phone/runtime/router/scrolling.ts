import type { Page } from './page';

/** app.json's default for `onReachBottomDistance`, in px. */
const REACH_BOTTOM_PX = 50;

/** Tells a page when it scrolls and when its end comes near: once on coming near, again after having left. */
export function reportScrolling(page: Page): void {
  const { doc } = page.document;
  let near = false;
  doc.addEventListener('scroll', (event) => {
    if (event.target !== doc) return;
    const { scrollTop, scrollHeight, clientHeight } = page.document.scroller;
    page.call('onPageScroll', { scrollTop });
    const distance = page.window.onReachBottomDistance ?? REACH_BOTTOM_PX;
    const nowNear = scrollTop + clientHeight >= scrollHeight - distance;
    if (nowNear && !near) page.call('onReachBottom');
    near = nowNear;
  });
}
