import { createHash, randomBytes } from 'node:crypto';
import { msOf } from '../../domain/time';
import type { BillAnswer, Bills } from '../../ports/bills';
import { text } from './answers';
import { authorization } from './sign';
import { readTradeBill } from './trade-bill';
import { createTransport, type TransportOptions } from './transport';

/** WeChat's bills run to megabytes at most; a download is not the usual small answer. */
const DOWNLOAD_TIMEOUT_MS = 30_000;
const NOT_YET = 'STATEMENT_CREATING';
const NONE = 'NO_STATEMENT_EXIST';

/** Asks for a day's bill, downloads it, and believes it only if its hash is the one that WeChat signed. */
export function createBills(options: TransportOptions): Bills {
  const transport = createTransport(options);
  return {
    async tradeBill(day): Promise<BillAnswer> {
      const path = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`;
      const asked = await transport({ method: 'GET', path, body: '' }, (body) => {
        const url = text(body, 'download_url');
        const hash = text(body, 'hash_value');
        return url && hash ? { value: { url, hash } } : undefined;
      });
      if (asked.kind === 'refused' && asked.code === NONE) return { rows: [] };
      if (asked.kind === 'refused' && asked.code === NOT_YET) return 'not_ready';
      if (asked.kind !== 'done') return 'unknown';
      return download(options, asked.value);
    },
  };
}

/** The file itself is not signed by WeChat; its hash came in a signed answer. */
async function download(
  { config, clock, log }: TransportOptions,
  { url, hash }: { url: string; hash: string },
): Promise<BillAnswer> {
  try {
    const { origin, pathname, search } = new URL(url);
    const request = { method: 'GET', path: pathname + search, body: '' } as const;
    const seconds = Math.floor(msOf(clock.now()) / 1000);
    const response = await fetch(origin + request.path, {
      headers: {
        Authorization: authorization(config, request, seconds, randomBytes(16).toString('hex')),
        Accept: 'application/json',
        'User-Agent': 'learn-first-pay-later/0.1 node',
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200 || createHash('sha1').update(bytes).digest('hex') !== hash) return 'unknown';
    return { rows: readTradeBill(bytes.toString('utf8')) };
  } catch (error) {
    log.error('bill.not_read', { why: error instanceof Error ? error.message : 'unknown' });
    return 'unknown';
  }
}
