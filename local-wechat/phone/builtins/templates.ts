/**
 * What stands inside the element of a built-in; those not named here hold a slot and nothing else.
 * They are compiled when the phone's own script is bundled, so this file must not touch the browser.
 */
export const BUILTIN_TEMPLATES: Readonly<Record<string, string>> = {
  'scroll-view': '<div class="wx-scroll-content"><slot/></div>',
  input: '<input class="wx-native"/>',
  textarea: '<textarea class="wx-native"/>',
  image: '<img class="wx-picture" alt=""/>',
};
