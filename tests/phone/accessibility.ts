import type { Page } from 'playwright-core';

interface Property {
  readonly name: string;
  readonly value: { readonly value?: unknown };
}

/** A node of Chromium's accessibility tree: what a screen reader is told. */
interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly Property[];
  readonly backendDOMNodeId?: number;
}

/** What a person does something with. */
const CONTROLS = new Set([
  ...['button', 'link', 'checkbox', 'switch', 'radio', 'combobox', 'listbox', 'menuitem', 'tab', 'textbox'],
  ...['searchbox', 'slider', 'spinbutton', 'DisclosureTriangle', 'dialog'],
]);
/** Takes the focus for what is in it. */
const HOLDERS = new Set(['RootWebArea', 'Iframe', 'region', 'group']);

/** Controls of the phone, or of the workbench, that a screen reader could not name; the pages of the project are not looked at. */
export async function controlsWithoutName(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  const nameless = nodes.filter((node) => !node.ignored && isControl(node) && !hasName(node));
  const found = await Promise.all(
    nameless.map(async ({ role, backendDOMNodeId }) => {
      const { outerHTML } = await session.send('DOM.getOuterHTML', { backendNodeId: backendDOMNodeId ?? 0 });
      return `${String(role?.value)}: ${outerHTML.slice(0, 120)}`;
    }),
  );
  await session.detach();
  return [...found, ...(await page.evaluate<string[]>(TAPPED_ONLY))];
}

function isControl({ role, properties }: AxNode): boolean {
  const what = String(role?.value);
  const focusable = properties?.some(({ name, value }) => name === 'focusable' && value.value === true);
  return CONTROLS.has(what) || (focusable === true && !HOLDERS.has(what));
}

function hasName({ name }: AxNode): boolean {
  return String(name?.value ?? '').trim() !== '';
}

/** What looks as if it could be clicked, and is nothing that the keyboard reaches. The mask beside a dialog has Escape. */
const TAPPED_ONLY = `[...document.querySelectorAll('body *')]
  .filter((at) => at.checkVisibility() && getComputedStyle(at).cursor === 'pointer')
  .filter((at) => at.closest('button, a, label, input, select, summary, [tabindex]') === null)
  .map((at) => 'not for the keyboard: ' + at.outerHTML.slice(0, 120))`;
