import { builtin } from '../builtin';
import { inner } from '../inner';

/** Fills the page with a web page. */
export const webView = builtin({
  tag: 'web-view',
  properties: { src: String },
  create(host) {
    const frame = inner<HTMLIFrameElement>(host, 'iframe');
    const load = (): void => frame.setAttribute('src', host.get<string>('src'));
    const detail = (): object => ({ src: host.get<string>('src') });
    frame.addEventListener('load', () => host.emit('load', detail()));
    frame.addEventListener('error', () => host.emit('error', { ...detail(), url: host.get<string>('src') }));
    return { attached: load, changed: load };
  },
});
