import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { ICON_URL, readIcon } from '../build/tdesign-icons';
import { forwardToControl } from './control-proxy';
import { phonePage, workbenchPage } from './pages';
import type { PhoneApp } from './phone-app';
import type { PhoneScript } from './phone-bundle';
import { locate } from './source-lines';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Everything a handler needs. */
interface Exchange {
  readonly app: PhoneApp;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Handler = (exchange: Exchange) => Promise<void> | void;

function send(response: ServerResponse, extension: string, body: string | Buffer, status = 200): void {
  const type = TYPES[extension] ?? 'application/octet-stream';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

async function sendScript(
  app: PhoneApp,
  response: ServerResponse,
  script: PhoneScript,
  name: string,
): Promise<void> {
  const { code } = await app.script(script);
  send(response, '.js', `${code}\n//# sourceMappingURL=/${name}.js.map`);
}

function notFound(response: ServerResponse, what: string): void {
  send(
    response,
    '.json',
    JSON.stringify({ error: { code: 'NOT_FOUND', message: `${what} not found` } }),
    404,
  );
}

const EXACT: Readonly<Record<string, Handler>> = {
  '/': ({ app, response }) => send(response, '.html', workbenchPage(app)),
  '/phone': ({ app, url, response }) => send(response, '.html', phonePage(app, url.searchParams)),
  '/phone.js': ({ app, response }) => sendScript(app, response, 'runtime/main', 'phone'),
  '/phone.js.map': async ({ app, response }) =>
    send(response, '.json', (await app.script('runtime/main')).map),
  '/workbench.js': ({ app, response }) => sendScript(app, response, 'shell/workbench', 'workbench'),
  '/workbench.js.map': async ({ app, response }) =>
    send(response, '.json', (await app.script('shell/workbench')).map),
  '/app.js': ({ app, response }) =>
    send(response, '.js', `${app.built.code ?? ''}\n//# sourceMappingURL=/app.js.map`),
  '/app.js.map': ({ app, response }) => send(response, '.json', app.built.map ?? '{}'),
  '/events': ({ app, response }) => app.events.add(response),
  '/build': ({ app, response }) => {
    const { problems, ms, appid } = app.built;
    send(response, '.json', JSON.stringify({ version: app.version, problems, ms, appid }));
  },
  '/where': async ({ app, request, response }) => {
    const stack = await readBody(request);
    send(response, '.json', JSON.stringify(locate(stack, app.built.map, app.projectDir)));
  },
};

const PREFIXED: readonly (readonly [prefix: string, handler: Handler])[] = [
  ['/project/', serveProjectFile],
  [ICON_URL, serveIcon],
  [
    '/control/',
    ({ app, url, request, response }) => forwardToControl(app.controlUrl, url, request, response),
  ],
];

/** Answers one request. */
export async function answer(
  app: PhoneApp,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://phone');
  const handler = EXACT[url.pathname] ?? PREFIXED.find(([prefix]) => url.pathname.startsWith(prefix))?.[1];
  if (handler === undefined) notFound(response, url.pathname);
  else await handler({ app, url, request, response });
}

/** A file of the Mini Program: pictures, documents. Never one outside its folder. */
async function serveProjectFile({ app, url, response }: Exchange): Promise<void> {
  const wanted = decodeURIComponent(url.pathname.slice('/project/'.length));
  const file = path.resolve(app.built.root, wanted);
  const inside = !path.relative(app.built.root, file).startsWith('..');
  try {
    if (!inside) throw new Error('outside');
    send(response, path.extname(file).toLowerCase(), await readFile(file));
  } catch {
    notFound(response, wanted);
  }
}

function serveIcon({ app, url, response }: Exchange): void {
  const name = path.basename(url.pathname, '.svg');
  const icon = readIcon(name, app.projectDir);
  if (icon === undefined) notFound(response, `icon ${name}`);
  else send(response, '.svg', icon);
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
