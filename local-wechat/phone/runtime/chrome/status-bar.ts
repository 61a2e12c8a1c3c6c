import { h } from '../element';
import type { Phone } from '../phone';
import type { Page } from '../router/page';

/** The phone's status bar, and WeChat's capsule: always there, above every page. */
export function drawStatusBar(phone: Phone, open: { menu(): void; close(): void }): void {
  const time = h('time', { class: 'status-time' });
  const signs = h(
    'span',
    { class: 'status-signs' },
    h('i', { class: 'sign-signal' }),
    h('i', { class: 'sign-wifi' }),
    h('i', { class: 'sign-battery' }),
  );
  const bar = h('div', { class: 'status-bar', 'aria-hidden': 'true' }, time, signs);
  bar.style.height = `${phone.metrics.statusBar}px`;
  const capsule = h(
    'div',
    { class: 'capsule', role: 'group', 'aria-label': '小程序' },
    h(
      'button',
      { class: 'capsule-half', 'aria-label': '更多', onclick: () => open.menu() },
      h('i', { class: 'capsule-dots' }),
    ),
    h(
      'button',
      { class: 'capsule-half', 'aria-label': '关闭小程序', onclick: () => open.close() },
      h('i', { class: 'capsule-ring' }),
    ),
  );
  capsule.style.top = `${phone.metrics.statusBar + 6}px`;
  const indicator = h('i', { class: 'home-indicator', hidden: phone.metrics.homeIndicator === 0 });
  phone.screen.bars.append(capsule);
  phone.screen.top.append(bar, indicator);
  const tick = (): void => {
    time.textContent = timeText(phone.clock.now());
  };
  tick();
  setInterval(tick, 1000);
  phone.clock.onChange(tick);
  const tint = (page: Page): void => {
    for (const layer of [phone.screen.bars, phone.screen.top]) {
      layer.classList.toggle('bars-light', page.navigationBar.isLight);
    }
  };
  phone.onPageChange(tint);
  // It lies on the page, not on the bar.
  const onPage = (): void =>
    void indicator.classList.toggle('home-indicator-light', phone.theme.current === 'dark');
  onPage();
  phone.theme.onChange(() => {
    onPage();
    if (phone.router.top !== undefined) tint(phone.router.top);
  });
}

/** "9:41" in the time zone of China, wherever the computer stands. */
export function timeText(now: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return parts.replace(/^0/, '');
}
