import type { Finding } from '../finding';
import { findFaint } from './colour-rules';
import { findClipped, findCovered, findOverflow, findOverlapping, findSpilling } from './layout-rules';
import { describe, type PageUnderSweep, wordsOf } from './page-under-sweep';
import { findHardToTap } from './touch-rules';
import { findBrokenPictures, findWrongWords } from './word-rules';

/** What the sweep needs of the phone, whose page it runs in. */
interface PhoneOnTest {
  router: {
    top?: { backend: { hearsTap(element: Element): boolean }; document: { doc: Document; view: Window } };
  };
}

/** Looks at the page on top with every rule. */
function inspect(phone: PhoneOnTest): Finding[] {
  const { top } = phone.router;
  if (top === undefined) throw new Error('no page is open');
  const { doc, view } = top.document;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const page: PageUnderSweep = {
    doc,
    view,
    width: doc.documentElement.clientWidth,
    height: view.innerHeight,
    safeBottom: Number.parseFloat(doc.documentElement.style.getPropertyValue('--phone-safe-bottom')) || 0,
    hearsTap: (element) => top.backend.hearsTap(element),
    styleOf(element) {
      const known = styles.get(element) ?? view.getComputedStyle(element);
      styles.set(element, known);
      return known;
    },
  };
  const found: Finding[] = [];
  const find = (rule: Finding['rule'], element: Element, what: string): void => {
    found.push({ rule, where: describe(element), what });
  };
  const words = wordsOf(page);
  findOverflow(page, words, find);
  findClipped(page, words, find);
  findSpilling(page, words, find);
  findOverlapping(page, words, find);
  findCovered(page, words, find);
  findFaint(page, words, find);
  findHardToTap(page, find);
  findWrongWords(page, words, find);
  findBrokenPictures(page, find);
  return found;
}

Object.assign(window, { inspectPage: inspect });
