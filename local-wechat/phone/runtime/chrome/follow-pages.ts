import type { Phone } from '../phone';
import type { Page } from '../router/page';

/**
 * Whoever goes by keyboard or screen reader comes along when another page is shown: its title is said, and the focus,
 * which would be lost with the page before, goes into it.
 */
export function followPages(phone: Phone): void {
  let shown: Page | undefined;
  phone.onPageChange((page) => {
    const before = shown;
    shown = page;
    if (before === undefined || before === page) return;
    const { activeElement } = document;
    const lost = activeElement === document.body || before.holder.contains(activeElement);
    // A phone in the workbench must not take the focus from what is beside it.
    if (lost && document.hasFocus()) page.document.frame.focus();
    // The page may give itself a title as it loads.
    requestAnimationFrame(() => phone.screen.say(page.navigationBar.titleText));
  });
}
