/**
 * WeChat Pay calls back at production-shaped addresses. This turns `https://<httpHost>/path` into the loopback
 * address of HTTP access and leaves loopback addresses as they are.
 *
 * Throws an Error for any other host: nothing here ever calls out to the network.
 */
export function notifyUrlResolver(httpHost: string, httpAccessUrl: string): (url: string) => string {
  return (url) => {
    const parsed = new URL(url);
    if (parsed.hostname === '127.0.0.1' || parsed.hostname === 'localhost') return url;
    if (parsed.protocol === 'https:' && parsed.host === httpHost) {
      return `${httpAccessUrl}${parsed.pathname}${parsed.search}`;
    }
    throw new Error(
      `The local WeChat delivers to https://${httpHost}/… and to loopback only, not to ${url}.`,
    );
  };
}
