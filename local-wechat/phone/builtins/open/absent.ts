import { type Builtin, builtin } from '../builtin';

/** Built-ins of WeChat that the phone cannot play: they show a box that says so instead of pretending. */
const TAGS = [
  'camera',
  'keyboard-accessory',
  'live-player',
  'live-pusher',
  'map',
  'official-account',
  'open-data',
  'share-element',
];

export const ABSENT: readonly Builtin[] = TAGS.map((tag) =>
  builtin({
    tag,
    properties: {},
    create: (host) => ({
      attached() {
        host.page.phone.problems.absent(`<${tag}>`);
        host.element.classList.add('wx-absent');
        host.element.append(`<${tag}> 在本地手机里没有`);
      },
    }),
  }),
);
