import { randomBytes } from 'node:crypto';
import { msOf } from '../../domain/time';
import { authorization } from './sign';
import type { TransportOptions } from './transport';

/** WeChat's bills run to megabytes at most; a download is not the usual small answer. */
const TIMEOUT_MS = 30_000;

/**
 * Fetches a file whose address a signed answer has named. The file itself is not signed by WeChat: whoever asks must
 * check it against what came in that answer.
 * @throws Error when it does not come whole
 */
export async function download(options: TransportOptions, url: string): Promise<Buffer> {
  const { config, clock } = options;
  const { origin, pathname, search } = new URL(url);
  const request = { method: 'GET', path: pathname + search, body: '' } as const;
  const seconds = Math.floor(msOf(clock.now()) / 1000);
  const response = await (options.fetch ?? fetch)(origin + request.path, {
    headers: {
      Authorization: authorization(config, request, seconds, randomBytes(16).toString('hex')),
      Accept: 'application/json',
      'User-Agent': 'learn-first-pay-later/0.1 node',
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`the bill was answered with ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
