import { TcbError } from '../tcb-error';

/**
 * The fields of a multipart/form-data body, byte for byte (RFC 7578).
 *
 * Written here because field values without a file name are protobuf bytes in this protocol, while parsers decode
 * such fields as text.
 */
export function readMultipart(contentType: string, body: Buffer): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new TcbError('INVALID_PARAM', 'multipart/form-data without a boundary');
  const delimiter = Buffer.from(`--${boundary}`);
  const fields = new Map<string, Buffer>();
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    const next = body.indexOf(delimiter, start);
    if (next < 0) break;
    // A part stands between CRLF after its delimiter and CRLF before the next one.
    const part = body.subarray(start + 2, next - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/.exec(part.subarray(0, Math.max(headEnd, 0)).toString('utf8'))?.[1];
    if (name !== undefined) fields.set(name, part.subarray(headEnd + 4));
    at = next;
  }
  return fields;
}
