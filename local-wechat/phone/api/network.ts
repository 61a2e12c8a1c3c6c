import type { NetworkStatus } from '../runtime/network-state';
import type { Phone } from '../runtime/phone';
import {
  ApiError,
  type ApiSet,
  asyncApi,
  asyncApis,
  number,
  type Options,
  type Result,
  required,
  text,
} from './api';
import { TaskNews } from './task-news';

/** WeChat's default time-out of requests, in ms. */
const TIMEOUT_MS = 60_000;

type Task = (options: Options, signal: AbortSignal, news: TaskNews) => Promise<Result>;

/** Requests, files up and down, and the state of the network: "API: network". */
export function networkApis(phone: Phone): ApiSet {
  const { listeners } = phone.network;
  type Listener = (status: NetworkStatus) => void;
  return {
    request: task(phone, 'request', request),
    downloadFile: task(phone, 'downloadFile', (options, signal, news) =>
      download(phone, options, signal, news),
    ),
    uploadFile: task(phone, 'uploadFile', (options, signal, news) => upload(phone, options, signal, news)),
    onNetworkStatusChange: (listener: Listener) => listeners.add(listener),
    offNetworkStatusChange: (listener?: Listener) =>
      listener === undefined ? listeners.clear() : listeners.delete(listener),
    ...asyncApis(phone, {
      getNetworkType: () => ({ ...phone.network.status, signalStrength: 100, hasSystemProxy: false }),
    }),
  };
}

/** An API that can be aborted: it gives a task, not a promise, as WeChat does. */
function task(phone: Phone, name: string, run: Task): (options: Options) => Result {
  return (options) => {
    const abort = new AbortController();
    const news = new TaskNews(phone, name);
    const reason = { text: 'abort' };
    const timer = setTimeout(
      () => {
        reason.text = 'timeout';
        abort.abort();
      },
      number(options, 'timeout', TIMEOUT_MS),
    );
    const api = asyncApi(phone, name, async () => {
      if (!phone.network.online) throw new ApiError('network is disconnected', { errno: 600_003 });
      try {
        return await run(options, abort.signal, news);
      } catch (error) {
        if (abort.signal.aborted) throw new ApiError(reason.text);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    });
    api(options)?.catch(() => {});
    return {
      abort: () => abort.abort(),
      ...news.listeners,
    };
  };
}

async function request(options: Options, signal: AbortSignal, news: TaskNews): Promise<Result> {
  const method = text(options, 'method', 'GET').toUpperCase();
  const headers = new Headers(options.header as Record<string, string> | undefined);
  const url = new URL(required(options, 'url'));
  const init: RequestInit = { method, headers, signal };
  if (method === 'GET') addQuery(url, options.data);
  else init.body = bodyOf(options.data, headers);
  const response = await fetch(url, init);
  news.headers(response);
  return {
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    data: options.enableChunked === true ? await chunks(response, news) : await dataOf(response, options),
    cookies: [],
  };
}

function addQuery(url: URL, data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data)) url.searchParams.set(name, String(value));
}

/** WeChat's rule: JSON unless the header says it is a form; text and buffers go as they are. */
function bodyOf(data: unknown, headers: Headers): BodyInit | null {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (data === undefined) return null;
  const type = headers.get('content-type') ?? 'application/json';
  headers.set('content-type', type);
  if (!type.includes('x-www-form-urlencoded')) return JSON.stringify(data);
  return new URLSearchParams(Object.entries(data as object).map(([name, value]) => [name, String(value)]));
}

async function dataOf(response: Response, options: Options): Promise<unknown> {
  if (options.responseType === 'arraybuffer') return response.arrayBuffer();
  const body = await response.text();
  if (text(options, 'dataType', 'json') !== 'json') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Whoever takes the pieces one by one gets no whole. */
async function chunks(response: Response, news: TaskNews): Promise<string> {
  await news.read(response, (piece) => news.chunk(piece));
  return '';
}

async function download(
  phone: Phone,
  options: Options,
  signal: AbortSignal,
  news: TaskNews,
): Promise<Result> {
  const response = await fetch(required(options, 'url'), {
    signal,
    headers: new Headers(options.header as HeadersInit),
  });
  news.headers(response);
  const all = Number(response.headers.get('content-length') ?? 0);
  const blob = await news.read(response, (_piece, sum) => news.progress('Written', sum, all));
  const filePath = text(options, 'filePath');
  if (filePath !== '') {
    phone.files.put(filePath, blob);
    return { statusCode: response.status, filePath };
  }
  const extension =
    /\.([a-z0-9]{1,5})(?:[?#]|$)/i.exec(required(options, 'url'))?.[1] ?? blob.type.split('/')[1] ?? 'bin';
  return { statusCode: response.status, tempFilePath: phone.files.addTemporary(blob, extension) };
}

async function upload(phone: Phone, options: Options, signal: AbortSignal, news: TaskNews): Promise<Result> {
  const file = await phone.files.read(required(options, 'filePath'));
  const form = new FormData();
  addFields(form, options.formData);
  form.append(required(options, 'name'), file, required(options, 'filePath').split('/').at(-1));
  // The browser tells how far a body has gone only to this older kind of request.
  const sending = new XMLHttpRequest();
  sending.open('POST', required(options, 'url'));
  for (const [name, value] of new Headers(options.header as HeadersInit))
    sending.setRequestHeader(name, value);
  sending.upload.onprogress = ({ loaded, total }) => news.progress('Sent', loaded, total);
  signal.addEventListener('abort', () => sending.abort());
  await new Promise<void>((resolve, reject) => {
    sending.onload = () => resolve();
    sending.onerror = sending.onabort = () => reject(new ApiError('connect failed'));
    sending.send(form);
  });
  return { statusCode: sending.status, data: sending.responseText };
}

function addFields(form: FormData, fields: unknown): void {
  if (typeof fields !== 'object' || fields === null) return;
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
}
