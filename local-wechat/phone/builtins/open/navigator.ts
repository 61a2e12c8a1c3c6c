import { builtin } from '../builtin';
import { keyboardTap } from '../form/keyboard-tap';
import { hover, hoverProperties } from '../layout/hover';

/** A link to another page. */
export const navigator = builtin({
  tag: 'navigator',
  properties: {
    ...hoverProperties('navigator-hover', 50, 600),
    target: { type: String, value: 'self' },
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    appId: String,
    path: String,
    extraData: Object,
    version: String,
    shortLink: String,
  },
  create(host) {
    const { phone } = host.page;
    const { router } = phone;
    const ways: Record<string, () => unknown> = {
      navigate: () => router.navigateTo(url()),
      redirect: () => router.redirectTo(url()),
      switchTab: () => router.switchTab(url()),
      reLaunch: () => router.reLaunch(url()),
      navigateBack: () => router.navigateBack(host.get<number>('delta')),
      exit: () => phone.leave(),
    };
    const url = (): string => host.get<string>('url');
    const open = (): void => {
      if (host.get<string>('target') === 'miniProgram') {
        phone.problems.absent('<navigator target="miniProgram">');
        return;
      }
      try {
        ways[host.get<string>('openType')]?.();
        host.emit('success');
      } catch (error) {
        phone.problems.error(error, `<navigator url="${url()}">`);
        host.emit('fail', { errMsg: error instanceof Error ? error.message : String(error) });
      }
      host.emit('complete');
    };
    const under = hover(host, () => true);
    return {
      ...under,
      attached() {
        keyboardTap(host, 'link', () => false);
        host.component.addListener('tap', open);
      },
    };
  },
});
