import { createHash } from 'node:crypto';
import type { ScoreBillRow } from '../../domain/reconciliation/bill';
import type { BillAnswer, Bills, ScoreBillAnswer } from '../../ports/bills';
import type { ServiceLimits } from '../../ports/settings';
import { text } from './answers';
import { download } from './download';
import { readScoreBill } from './score-bill';
import { openSealedPart, readSealedParts, type SealedPart } from './sealed-bill';
import { readTradeBill } from './trade-bill';
import { createTransport, type Transport, type TransportOptions } from './transport';

const NOT_YET = 'STATEMENT_CREATING';
const NONE = 'NO_STATEMENT_EXIST';
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

export interface BillsOptions extends TransportOptions {
  services: Readonly<Record<string, Pick<ServiceLimits, 'serviceId'>>>;
}

/** WeChat Pay's bills: asked for, downloaded, and believed only as far as a signed answer vouches for them. */
export function createBills(options: BillsOptions): Bills {
  const transport = createTransport(options);
  return {
    tradeBill: (day) => tradeBill(options, transport, day),
    scoreBill: (day) => scoreBill(options, transport, day),
  };
}

async function tradeBill(options: BillsOptions, transport: Transport, day: string): Promise<BillAnswer> {
  const path = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`;
  const asked = await transport({ method: 'GET', path, body: '' }, (body) => {
    const url = text(body, 'download_url');
    const hash = text(body, 'hash_value');
    return url && hash ? { value: { url, hash } } : undefined;
  });
  if (asked.kind === 'refused' && asked.code === NONE) return { rows: [] };
  if (asked.kind === 'refused' && asked.code === NOT_YET) return 'not_ready';
  if (asked.kind !== 'done') return 'unknown';
  try {
    const bytes = await download(options, asked.value.url);
    if (createHash('sha1').update(bytes).digest('hex') !== asked.value.hash) return 'unknown';
    return { rows: readTradeBill(bytes.toString('utf8')) };
  } catch (error) {
    return notRead(options, error, 'unknown');
  }
}

/** The bills of all services; one that can't be had makes the whole day so. */
async function scoreBill(options: BillsOptions, transport: Transport, day: string): Promise<ScoreBillAnswer> {
  const serviceIds = new Set(Object.values(options.services).map((service) => service.serviceId));
  const rows: ScoreBillRow[] = [];
  for (const serviceId of serviceIds) {
    const answer = await serviceBill(options, transport, serviceId, day);
    if (typeof answer === 'string') return answer;
    rows.push(...answer.rows);
  }
  return { rows };
}

/** WeChat's pages name the date of this bill by day, and by hour: what the one is refused for is asked by the other. */
async function serviceBill(
  options: BillsOptions,
  transport: Transport,
  serviceId: string,
  day: string,
): Promise<ScoreBillAnswer> {
  const whole = await billOf(options, transport, serviceId, day);
  if (whole !== 'other_form') return whole;
  const rows: ScoreBillRow[] = [];
  for (const hour of HOURS) {
    const answer = await billOf(options, transport, serviceId, day.replaceAll('-', '') + hour);
    if (answer === 'other_form') return 'unavailable';
    if (typeof answer === 'string') return answer;
    rows.push(...answer.rows);
  }
  return { rows: lastOfEach(rows) };
}

async function billOf(
  options: BillsOptions,
  transport: Transport,
  serviceId: string,
  date: string,
): Promise<ScoreBillAnswer | 'other_form'> {
  const query = `bill_date=${date}&service_id=${serviceId}&tar_type=GZIP&encryption_algorithm=AEAD_AES_256_GCM`;
  const asked = await transport(
    { method: 'GET', path: `/v3/payscore/merchant-bill?${query}`, body: '' },
    (body) => {
      const parts = readSealedParts(body);
      return parts ? { value: parts } : undefined;
    },
  );
  if (asked.kind === 'refused') {
    if (asked.code === NONE) return { rows: [] };
    if (asked.code === NOT_YET) return 'not_ready';
    return asked.code === 'PARAM_ERROR' ? 'other_form' : 'unavailable';
  }
  if (asked.kind !== 'done') return 'unknown';
  return readParts(options, asked.value);
}

/** A file that does not come is asked for again; one that came and can't be read will not get better. */
async function readParts(options: BillsOptions, parts: readonly SealedPart[]): Promise<ScoreBillAnswer> {
  let files: Buffer[];
  try {
    files = await Promise.all(parts.map((part) => download(options, part.url)));
  } catch (error) {
    return notRead(options, error, 'unknown');
  }
  try {
    const texts = parts.map((part, index) =>
      openSealedPart(files[index] ?? Buffer.alloc(0), part, options.config.merchantKey),
    );
    return { rows: readScoreBill(texts.join('')) };
  } catch (error) {
    return notRead(options, error, 'unavailable');
  }
}

/** An order that moved in two hours of a day stands in both bills; the later word holds. */
function lastOfEach(rows: readonly ScoreBillRow[]): ScoreBillRow[] {
  return [...new Map(rows.map((row) => [row.number, row])).values()];
}

function notRead<W extends string>({ log }: BillsOptions, error: unknown, word: W): W {
  log.error('bill.not_read', { why: error instanceof Error ? error.message : 'unknown' });
  return word;
}
