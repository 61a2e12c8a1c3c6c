/** What a screen reader calls these can be tapped, so the keyboard reaches them too. */
const OPERABLE = new Set(['button', 'checkbox', 'link', 'menuitem', 'option', 'radio', 'switch', 'tab']);

/** Lets the keyboard reach what a role says can be tapped; built-ins that are controls do so by themselves. */
export function reachByKeyboard(element: HTMLElement, role: string): void {
  if (OPERABLE.has(role) && !element.hasAttribute('tabindex')) element.tabIndex = 0;
}

/**
 * Enter and the space bar tap what has the focus, where no built-in has answered the key.
 * @param tap is told where a finger would have been
 * @returns ends it
 */
export function tapByKeyboard(
  doc: Document,
  tap: (event: KeyboardEvent, at: { x: number; y: number }) => void,
): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const target = doc.activeElement;
    if (event.defaultPrevented || target === null || target !== event.target) return;
    if (!OPERABLE.has(target.getAttribute('role') ?? '') || (event.key !== 'Enter' && event.key !== ' '))
      return;
    event.preventDefault();
    const { left, top, width, height } = target.getBoundingClientRect();
    tap(event, { x: left + width / 2, y: top + height / 2 });
  };
  doc.addEventListener('keydown', pressed);
  return () => doc.removeEventListener('keydown', pressed);
}
