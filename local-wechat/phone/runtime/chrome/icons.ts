/** Drawings of WeChat's own icons, as the `d` of paths in a box of 24 by 24. */
const PATHS = {
  back: 'M15.5 4 8 12l7.5 8',
  close: 'M5 5l14 14M19 5 5 19',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  right: 'M9 5l7 7-7 7',
  check: 'M4 12.5 9.5 18 20 7',
  alert: 'M12 6.5v7M12 17.5h.01M12 2.8a9.2 9.2 0 1 1 0 18.4 9.2 9.2 0 0 1 0-18.4z',
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
} as const;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** An icon that takes the colour and size of the text around it. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
