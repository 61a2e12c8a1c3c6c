import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openLayer } from './layer';

/** Pictures one at a time over the whole screen; swipe or arrow keys go on, a tap closes. */
export function openImageViewer(phone: Phone, urls: readonly string[], start: number): void {
  const count = h('span', { class: 'viewer-count' });
  const pictures = urls.map((url, index) =>
    h(
      'div',
      { class: 'viewer-slide' },
      h('img', { src: url, alt: `第 ${index + 1} 张，共 ${urls.length} 张` }),
    ),
  );
  const look = { class: 'viewer-strip', tabindex: 0, role: 'group', 'data-focus': true };
  const strip = h('div', { ...look, 'aria-label': '图片，左右键翻看，回车关闭' }, ...pictures);
  const box = h('div', { class: 'viewer' }, strip, count);
  const close = (): void => layer.close();
  const show = (): void => {
    const at = Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth));
    count.textContent = urls.length > 1 ? `${at + 1}/${urls.length}` : '';
  };
  strip.addEventListener('scroll', show);
  strip.addEventListener('click', close);
  strip.addEventListener('keydown', ({ key }) => key === 'Enter' && close());
  const layer = openLayer(phone, box, { label: '图片预览', kind: 'full', dismiss: close });
  strip.scrollLeft = start * strip.clientWidth;
  show();
}

/** A document over the whole screen. What the browser cannot show can be saved. */
export function openDocumentViewer(phone: Phone, blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const close = (): void => {
    layer.close();
    URL.revokeObjectURL(url);
  };
  const shown = /^(application\/pdf|text\/|image\/)/.test(blob.type)
    ? h('iframe', { class: 'viewer-document', src: url, title: name })
    : h('a', { class: 'viewer-save', href: url, download: name }, `保存 ${name}`);
  const bar = h(
    'header',
    { class: 'viewer-bar' },
    h('button', { class: 'nav-button', 'aria-label': '关闭', onclick: close }, icon('close')),
    h('h1', { class: 'nav-title' }, name),
  );
  const layer = openLayer(phone, h('div', { class: 'viewer viewer-light' }, bar, shown), {
    label: name,
    kind: 'full',
    dismiss: close,
  });
}
