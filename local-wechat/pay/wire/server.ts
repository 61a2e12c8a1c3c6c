import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PayCounter } from './counter';

const LONGEST_BODY = 1_000_000;

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Error('body too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** WeChat Pay's HTTP side. */
export class PayServer {
  private readonly server: Server;
  private readonly inFlight = new Set<Promise<void>>();

  constructor(private readonly counter: PayCounter) {
    this.server = createServer((message, response) => {
      const work = this.serve(message, response).catch(() => void response.destroy());
      this.inFlight.add(work);
      void work.finally(() => this.inFlight.delete(work));
    });
  }

  /** Listens on loopback; 0 takes a free port. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${taken}`;
  }

  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = message;
    const reply = await this.counter.serve({ method, url, headers, body: await readText(message) });
    if (reply === 'silent') return;
    if (reply === 'broken') response.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  }
}
