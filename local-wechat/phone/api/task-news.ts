import type { Phone } from '../runtime/phone';
import type { ApiSet, Result } from './api';

const KINDS = ['HeadersReceived', 'ProgressUpdate', 'ChunkReceived'] as const;
type Kind = (typeof KINDS)[number];
type Listener = (news: Result) => void;

/** What a request tells on its way: `onHeadersReceived`, `onProgressUpdate`, `onChunkReceived`. */
export class TaskNews {
  readonly listeners: ApiSet;
  private readonly known = new Map<Kind, Set<Listener>>(KINDS.map((kind) => [kind, new Set<Listener>()]));

  constructor(
    private readonly phone: Phone,
    private readonly api: string,
  ) {
    this.listeners = Object.fromEntries(
      [...this.known].flatMap(([kind, heard]) => [
        [`on${kind}`, (listener: Listener) => void heard.add(listener)],
        [
          `off${kind}`,
          (listener?: Listener) => void (listener === undefined ? heard.clear() : heard.delete(listener)),
        ],
      ]),
    );
  }

  headers(response: Response): void {
    const header = Object.fromEntries(response.headers);
    this.tell('HeadersReceived', { header, statusCode: response.status, cookies: [] });
  }

  /**
   * How far a file has come.
   * @param kind what WeChat calls the bytes that were moved. @param done bytes so far. @param all bytes, 0 when unknown
   */
  progress(kind: 'Written' | 'Sent', done: number, all: number): void {
    this.tell('ProgressUpdate', {
      progress: all === 0 ? 0 : Math.floor((done / all) * 100),
      [`totalBytes${kind}`]: done,
      [kind === 'Written' ? 'totalBytesExpectedToWrite' : 'totalBytesExpectedToSend']: all,
    });
  }

  /** The body as it arrives. @param each is told every piece and how much there is of it so far, bytes */
  async read(response: Response, each: (piece: Uint8Array, sum: number) => void): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let sum = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      pieces.push(part.value);
      sum += part.value.length;
      each(part.value, sum);
    }
    return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
  }

  chunk(piece: Uint8Array): void {
    this.tell('ChunkReceived', { data: Uint8Array.from(piece).buffer });
  }

  private tell(kind: Kind, news: Result): void {
    for (const listener of this.known.get(kind) ?? []) {
      try {
        listener(news);
      } catch (error) {
        this.phone.appError(error, `wx.${this.api} on${kind}`);
      }
    }
  }
}
