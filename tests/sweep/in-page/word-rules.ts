import { describe, type Find, type PageUnderSweep, type Words } from './page-under-sweep';

/** What only a mistake in a program shows. */
const BROKEN = /NaN|undefined|\[object|Invalid Date|Infinity|\bnull\b/;
/** Words of the visual reference, section 5, that are never on screen, and 您 and exclamation marks of section 1. */
const NEVER = /分数不足|风控|免费|仅剩|立即|恭喜|您|[!！]/;

/** No text, label or value shows a mistake of the program, or says what this product never says. */
export function findWrongWords(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  for (const { element, text } of words) complain(element, text, find);
  for (const element of page.doc.querySelectorAll('[aria-label], input, textarea')) {
    complain(element, element.getAttribute('aria-label') ?? '', find);
    if ('value' in element) complain(element, String(element.value), find);
  }
}

function complain(element: Element, text: string, find: Find): void {
  const wrong = BROKEN.exec(text) ?? NEVER.exec(text);
  if (wrong !== null) find('words', element, `says “${wrong[0]}” in “${text.slice(0, 40)}”`);
}

/** Every picture has arrived. */
export function findBrokenPictures({ doc }: PageUnderSweep, find: Find): void {
  for (const image of doc.images) {
    if (image.complete && image.naturalWidth === 0 && image.getAttribute('src'))
      find('picture', image, `${describe(image)} did not arrive: ${image.src.slice(0, 80)}`);
  }
}
