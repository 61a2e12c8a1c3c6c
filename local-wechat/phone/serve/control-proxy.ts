import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';

/** Passes a request on to the control server of the local WeChat, byte for byte. */
export function forwardToControl(
  controlUrl: string | undefined,
  url: URL,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  const fail = (status: number, code: string, message: string): void => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ error: { code, message } }));
  };
  if (controlUrl === undefined) {
    fail(501, 'NO_LOCAL_WECHAT', 'this phone runs without a local WeChat: start it with `npm start`');
    return;
  }
  const target = new URL(url.pathname.slice('/control'.length) + url.search, controlUrl);
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const outgoing = send(target, { method: incoming.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', (error) =>
    fail(502, 'LOCAL_WECHAT_UNREACHABLE', `the local WeChat does not answer: ${error.message}`),
  );
  incoming.pipe(outgoing);
}
