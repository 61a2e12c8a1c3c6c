import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PhoneApp, type PhonePerson, type PhoneWorld } from './serve/phone-app';
import { answer } from './serve/routes';

export type { PhonePerson } from './serve/phone-app';

export interface PhoneOptions {
  /** A folder with app.json or project.config.json. */
  readonly projectDir: string;
  /** The control server of the local WeChat; without it the Mini Program runs alone. */
  readonly control?: { readonly url: string };
  /** Who may hold a phone; without it one nameless learner. The control panel can add others. */
  readonly people?: readonly PhonePerson[];
  /** Subscribe message templates in words. */
  readonly templates?: PhoneWorld['templates'];
  /** Page of the Mini Program that explains a deduction, e.g. `deduction/voucher/voucher?no={outOrderNo}`. */
  readonly voucherPage?: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Build again when a file changes, and reload the phones. Default: false. */
  readonly watch?: boolean;
}

const DEFAULT_PEOPLE: readonly PhonePerson[] = [
  { openid: 'local-learner', name: '学员' },
  { openid: 'local-staff', name: '老师' },
];

export interface RunningPhone {
  /** The workbench: phones, clock, people, faults, calls. `URL/phone?as=OPENID` is one phone alone. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a browser that plays WeChat around one Mini Program, on the loopback interface.
 * @throws Error when the folder holds no Mini Program, or the port is taken.
 */
export async function startPhone(options: PhoneOptions): Promise<RunningPhone> {
  const app = new PhoneApp(path.resolve(options.projectDir), options.control?.url, {
    people: options.people ?? DEFAULT_PEOPLE,
    templates: options.templates ?? [],
    ...(options.voucherPage === undefined ? {} : { voucherPage: options.voucherPage }),
  });
  await app.start(options.watch === true);
  const server = createServer((request, response) => {
    answer(app, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      const message = error instanceof Error ? error.message : String(error);
      response.end(JSON.stringify({ error: { code: 'PHONE_ERROR', message } }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      await app.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
