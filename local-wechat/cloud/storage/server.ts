import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { readBody } from '../gateway/http';
import { isStoragePath } from './file-id';
import type { FileShelf } from './files';
import type { Tickets } from './tickets';

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Takes uploads (PUT) and gives out files (GET), each only with a ticket. `prefix` is the path it is mounted at. */
export async function serveStorage(
  request: IncomingMessage,
  response: ServerResponse,
  prefix: string,
  { files, tickets }: { files: FileShelf; tickets: Tickets },
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const storagePath = decodeURIComponent(url.pathname.slice(prefix.length + 1));
  const body = await readBody(request);
  if (!isStoragePath(storagePath)) return refuse(response, 404, 'NoSuchKey', 'No such file.');
  if (request.method === 'PUT') {
    if (!tickets.admits('put', storagePath, request.headers['authorization'] ?? '')) {
      return refuse(
        response,
        403,
        'SignatureDoesNotMatch',
        'The signature is not for this upload, or too old.',
      );
    }
    files.write(storagePath, body);
    response.writeHead(200).end();
    return;
  }
  if (!tickets.admits('get', storagePath, url.searchParams.get('sign') ?? '')) {
    return refuse(
      response,
      403,
      'AccessDenied',
      'Request has expired, or its signature is not for this file.',
    );
  }
  if (!files.has(storagePath)) return refuse(response, 404, 'NoSuchKey', 'No such file.');
  const content = files.read(storagePath);
  const type = TYPES[path.extname(storagePath).toLowerCase()] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': content.length, ...OPEN_TO_PAGES });
  response.end(content);
}

/** A Mini Program in the browser lives at another port. */
const OPEN_TO_PAGES = { 'access-control-allow-origin': '*' };

/** An error as the object storage writes it. */
function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/xml', ...OPEN_TO_PAGES });
  response.end(
    `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message>` +
      '<RequestId>local</RequestId><TraceId>local</TraceId></Error>',
  );
}
