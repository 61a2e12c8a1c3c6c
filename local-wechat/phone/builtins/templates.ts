/**
 * What stands inside the element of a built-in; those not named here hold a slot and nothing else. They are
 * compiled when the phone's own script is bundled, so this file must not touch the browser.
 */
export const BUILTIN_TEMPLATES: Readonly<Record<string, string>> = {
  'scroll-view': '<div class="wx-refresher"><i/><i/><i/></div><div class="wx-scroll-content"><slot/></div>',
  input: '<input class="wx-native"/><div class="wx-placeholder"/>',
  textarea: '<textarea class="wx-native"/><div class="wx-placeholder"/>',
  image: '<img class="wx-picture" alt=""/>',
  'cover-image': '<img class="wx-picture" alt=""/>',
  switch: '<span class="wx-switch"/>',
  checkbox: '<span class="wx-choice"><i class="wx-mark"/><span><slot/></span></span>',
  radio: '<span class="wx-choice"><i class="wx-mark"/><span><slot/></span></span>',
  slider:
    '<div class="wx-slider"><div class="wx-slider-lane"><div class="wx-slider-line"><div class="wx-slider-done"/></div>' +
    '<i class="wx-slider-handle"/></div><span class="wx-slider-value"/></div>',
  progress:
    '<div class="wx-progress-lane"><div class="wx-progress-done"/></div><span class="wx-progress-info"/>',
  icon: '<i/>',
  swiper: '<div class="wx-swiper-track"><slot/></div><div class="wx-swiper-dots"/>',
  'picker-view': '<div class="wx-picker-columns"><slot/></div>',
  'picker-view-column':
    '<div class="wx-wheel"><div class="wx-wheel-items"><slot/></div></div><div class="wx-wheel-mask"/><div class="wx-wheel-indicator"/>',
  'rich-text': '<div class="wx-rich"/>',
  video: '<video class="wx-media" playsinline="true"/><slot/>',
  canvas: '<canvas class="wx-media"/><slot/>',
  'web-view': '<iframe title="web-view"/>',
  'page-container':
    '<div class="wx-container"><div class="wx-container-mask"/><div class="wx-container-box"><slot/></div></div>',
};
