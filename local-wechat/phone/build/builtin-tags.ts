/**
 * Tags that belong to WeChat and not to the project. In the browser each is renamed to `wx-…`, or `<input>`
 * would become the browser's own void element and `<text>`, `<switch>` would collide with component names.
 * From the list of components in WeChat's developer documents.
 */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set([
  'button',
  'camera',
  'canvas',
  'checkbox',
  'checkbox-group',
  'cover-image',
  'cover-view',
  'form',
  'icon',
  'image',
  'input',
  'keyboard-accessory',
  'label',
  'live-player',
  'live-pusher',
  'map',
  'match-media',
  'movable-area',
  'movable-view',
  'navigation-bar',
  'navigator',
  'official-account',
  'open-data',
  'page-container',
  'page-meta',
  'picker',
  'picker-view',
  'picker-view-column',
  'progress',
  'radio',
  'radio-group',
  'rich-text',
  'root-portal',
  'scroll-view',
  'share-element',
  'slider',
  'swiper',
  'swiper-item',
  'switch',
  'text',
  'textarea',
  'video',
  'view',
  'web-view',
]);

/** Prefix of a built-in's element in the browser. */
export const BUILTIN_PREFIX = 'wx-';
