import { builtin } from '../builtin';
import { inner } from '../inner';

interface Drawing {
  readonly colour: string;
  /** Path in a box of 24 by 24; a filled disc behind is drawn when `disc` is set. */
  readonly path: string;
  readonly disc: boolean;
}

/** WeChat's icons: see "icon" in WeChat's developer documents for the types. */
const ICONS: Record<string, Drawing> = {
  success: { colour: '#09bb07', disc: true, path: 'M7 12.5l3.5 3.5 7-7.5' },
  success_no_circle: { colour: '#09bb07', disc: false, path: 'M4 12.5l5.5 5.5L20 6.5' },
  info: { colour: '#10aeff', disc: true, path: 'M12 11v6M12 7.2v.1' },
  warn: { colour: '#f76260', disc: true, path: 'M12 6.5v7M12 17v.1' },
  waiting: { colour: '#10aeff', disc: true, path: 'M12 6.5V12l4 2.5' },
  cancel: { colour: '#f43530', disc: true, path: 'M8 8l8 8M16 8l-8 8' },
  clear: { colour: '#b2b2b2', disc: true, path: 'M8.5 8.5l7 7M15.5 8.5l-7 7' },
  download: { colour: '#09bb07', disc: true, path: 'M12 6.5v9M8 12l4 4 4-4' },
  search: {
    colour: '#b2b2b2',
    disc: false,
    path: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21',
  },
};

export const icon = builtin({
  tag: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  create(host) {
    const draw = (): void => {
      const place = inner<HTMLElement>(host, 'i');
      const drawing = ICONS[host.get<string>('type')];
      if (drawing === undefined) {
        place.replaceChildren();
        return;
      }
      const colour = host.get<string>('color') || drawing.colour;
      const size = host.get<number | string>('size');
      const disc = drawing.disc ? `<circle cx="12" cy="12" r="11" fill="${encode(colour)}"/>` : '';
      const stroke = drawing.disc ? '#fff' : encode(colour);
      place.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${disc}<path d="${drawing.path}" fill="none" stroke="${stroke}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
      const length = typeof size === 'number' || /^\d+$/.test(size) ? `${size}px` : size;
      place.firstElementChild?.setAttribute('style', `display:block;width:${length};height:${length}`);
    };
    return { attached: draw, changed: draw };
  },
});

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
