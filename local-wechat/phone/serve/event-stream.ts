import type { ServerResponse } from 'node:http';

/** Server-sent events to every open phone and workbench. */
export class EventStream {
  private readonly open = new Set<ServerResponse>();

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(':\n\n');
    this.open.add(response);
    response.on('close', () => this.open.delete(response));
  }

  send(message: unknown): void {
    for (const response of this.open) response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  close(): void {
    for (const response of this.open) response.end();
  }
}
