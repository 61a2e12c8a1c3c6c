import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Merchant } from './merchant';
import type { Envelope, OrderView, RefundView, SignPlanView } from './views';

/** Content of a callback, whichever it is about. */
export type Resource = Partial<OrderView & SignPlanView & Omit<RefundView, 'amount'>> &
  Record<string, unknown>;

export interface Received {
  at: number;
  path: string;
  id: string;
  eventType: string;
  verified: boolean;
  serial: string;
  signature: string;
  envelope: Envelope;
  /** Decrypted content; undefined when its tag does not fit. */
  resource: Resource | undefined;
}

/** The merchant's door for callbacks: keeps what comes, and answers as told. */
export class Inbox {
  readonly received: Received[] = [];
  /** Status of the next answers; `forgeries` get 401 unless `trusting`. */
  answer = 200;
  trusting = false;
  private readonly server: Server;
  merchant: Merchant | undefined;

  constructor(private readonly now: () => number) {
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const one = this.read(request.url ?? '', request.headers, body);
        this.received.push(one);
        response.writeHead(one.verified || this.trusting ? this.answer : 401);
        response.end();
      });
    });
  }

  private read(path: string, headers: Record<string, string | string[] | undefined>, body: string): Received {
    const { merchant } = this;
    if (!merchant) throw new Error('the inbox has no merchant yet');
    const envelope: Envelope = JSON.parse(body);
    let resource: Resource | undefined;
    try {
      resource = JSON.parse(merchant.open(envelope.resource));
    } catch {
      resource = undefined;
    }
    return {
      at: this.now(),
      path,
      id: envelope.id,
      eventType: envelope.event_type,
      verified: merchant.verifies({ headers, body }),
      serial: String(headers['wechatpay-serial']),
      signature: String(headers['wechatpay-signature']),
      envelope,
      resource,
    };
  }

  of(eventType: string): Received[] {
    return this.received.filter((one) => one.eventType === eventType);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
