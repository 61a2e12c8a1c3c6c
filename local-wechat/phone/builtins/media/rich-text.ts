import { toBrowserUnits } from '../../build/units';
import { builtin } from '../builtin';
import { inner } from '../inner';

/**
 * Nodes that WeChat trusts, and attributes beyond `class`, `style` and `role`: see "rich-text" in its
 * developer documents.
 */
const TRUSTED = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em ' +
    'fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small ' +
    'span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);
const ATTRIBUTES: Record<string, readonly string[]> = {
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  font: ['color', 'face', 'size'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width', 'border', 'cellspacing', 'cellpadding'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
  tr: ['colspan', 'height', 'rowspan', 'width'],
};
const EVERYWHERE = ['class', 'style', 'role', 'dir'];

interface RichNode {
  readonly name?: string;
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly children?: readonly RichNode[];
}

export const richText = builtin({
  tag: 'rich-text',
  properties: { nodes: { type: null, value: [] }, space: String, userSelect: Boolean, mode: String },
  create(host) {
    const { doc, view } = host.page.document;
    const show = (): void => {
      const nodes = host.get<unknown>('nodes');
      const made = typeof nodes === 'string' ? fromHtml(nodes, doc, view) : fromNodes(nodes, doc);
      const box = inner<HTMLElement>(host, '.wx-rich');
      box.replaceChildren(...made);
      box.style.userSelect = host.get<boolean>('userSelect') ? 'text' : '';
    };
    return { attached: show, changed: show };
  },
});

function fromNodes(nodes: unknown, doc: Document): Node[] {
  const list: readonly RichNode[] = Array.isArray(nodes) ? nodes : [];
  return list.flatMap((node): Node[] => {
    if (node.type === 'text') return [doc.createTextNode(decode(node.text ?? '', doc))];
    const name = node.name?.toLowerCase() ?? '';
    return TRUSTED.has(name)
      ? [element(doc, name, node.attrs ?? {}, fromNodes(node.children ?? [], doc))]
      : [];
  });
}

/** Parsed as a document of its own, in which no script runs and no picture loads, and copied node by node. */
function fromHtml(html: string, doc: Document, view: Window & typeof globalThis): Node[] {
  const parsed = new view.DOMParser().parseFromString(html, 'text/html');
  const copy = (node: Node): Node[] => {
    if (node.nodeType === 3) return [doc.createTextNode(node.textContent ?? '')];
    if (!(node instanceof view.Element)) return [];
    const children = [...node.childNodes].flatMap(copy);
    const name = node.tagName.toLowerCase();
    const attributes = Object.fromEntries(
      [...node.attributes].map((attribute) => [attribute.name, attribute.value]),
    );
    return TRUSTED.has(name) ? [element(doc, name, attributes, children)] : [];
  };
  return [...parsed.body.childNodes].flatMap(copy);
}

function element(
  doc: Document,
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  children: Node[],
): Element {
  const made = doc.createElement(name);
  for (const key of [...EVERYWHERE, ...(ATTRIBUTES[name] ?? [])]) {
    const value = attributes[key];
    if (value === undefined || (key === 'src' && /^\s*javascript:/i.test(String(value)))) continue;
    made.setAttribute(key, key === 'style' ? toBrowserUnits(String(value)) : String(value));
  }
  made.append(...children);
  return made;
}

function decode(text: string, doc: Document): string {
  const area = doc.createElement('textarea');
  area.innerHTML = text;
  return area.value;
}
