import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (body: Record<string, unknown>) => unknown;

/** The moment at which the pretended clock stands: 22 November 2026, 09:41 in China. */
export const STANDS_AT = Date.UTC(2026, 10, 22, 1, 41);

/** A control server of a local WeChat that answers what a test tells it to. */
export class PretendControl {
  /** What was asked, with its body. */
  readonly asked: { what: string; body: Record<string, unknown> }[] = [];
  private readonly answers = new Map<string, Answer>([
    ['GET /clock', () => ({ now: STANDS_AT, mode: 'frozen' })],
    ['GET /messages', () => ({ messages: [] })],
    ['GET /requests', () => ({ calls: [], pay: [] })],
  ]);
  private readonly server: Server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const what = `${request.method} ${(request.url ?? '').split('?')[0]}`;
      this.asked.push({ what, body });
      const answer = this.answers.get(what);
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(answer === undefined ? { error: { code: 'NO_ROUTE', message: what } } : answer(body)),
      );
    });
  });

  on(what: string, answer: Answer): void {
    this.answers.set(what, answer);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}
