import { builtin } from '../builtin';

/** Entities that `decode` turns into characters, from WeChat's document of `text`. */
const ENTITIES: Record<string, string> = {
  '&nbsp;': '\u00A0',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
};

const SPACES: Record<string, string> = { nbsp: '\u00A0', ensp: '\u2002', emsp: '\u2003' };

export const text = builtin({
  tag: 'text',
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    maxLines: Number,
    overflow: String,
  },
  create(host) {
    const observer = new host.page.document.view.MutationObserver(() => translate());
    const translate = (): void => {
      observer.disconnect();
      const space = SPACES[host.get<string>('space')];
      for (const node of textNodes(host.element)) {
        const decoded = host.get<boolean>('decode')
          ? node.data.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
          : node.data;
        const spaced = space === undefined ? decoded : decoded.replaceAll(' ', space);
        if (spaced !== node.data) node.data = spaced;
      }
      watch();
    };
    const watch = (): void => {
      if (!host.get<boolean>('decode') && host.get<string>('space') === '') return;
      observer.observe(host.element, { characterData: true, childList: true, subtree: true });
    };
    const select = (): void => {
      const selectable = host.get<boolean>('selectable') || host.get<boolean>('userSelect');
      host.setStyle(selectable ? '-webkit-user-select:text;user-select:text' : '');
    };
    return {
      attached() {
        select();
        translate();
      },
      changed: select,
      detached: () => observer.disconnect(),
    };
  },
});

function textNodes(root: Node): Text[] {
  const found: Text[] = [];
  for (const child of Array.from(root.childNodes)) {
    if (child.nodeType === 3) found.push(child as Text);
    else found.push(...textNodes(child));
  }
  return found;
}
