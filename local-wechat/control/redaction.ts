/** Names of things that never enter the log. */
const SECRET_NAME =
  /secret|token|private|authorization|signature|api_?v[23]_?key|ciphertext|password|cookie/i;
const OPENID_NAME = /(open_?id|touser)$/i;
/** An openid as WeChat makes them, in running text. */
const OPENID = /\bo[A-Za-z0-9_-]{27}\b/g;
/** `"name": "value"` in JSON text, and `name=value` in an address. */
const NAMED_TEXT = /"(\w+)"(\s*:\s*)"([^"\\]*)"|\b(\w+)=([^&\s"]+)/g;
const LONGEST_TEXT = 2000;

/** Enough of an openid to tell people apart, too little to be one. */
export function shortOpenid(openid: string): string {
  return openid.length <= 10 ? openid : `${openid.slice(0, 6)}…${openid.slice(-2)}`;
}

/** A copy in which secrets are left out, openids are shortened and long texts are cut. */
export function withoutSecrets(value: unknown, name = ''): unknown {
  if (SECRET_NAME.test(name) && value !== undefined) return '(left out)';
  if (typeof value === 'string') {
    if (OPENID_NAME.test(name)) return shortOpenid(value);
    const text = value.replace(NAMED_TEXT, redactNamed).replace(OPENID, shortOpenid);
    return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  }
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, key)]));
  }
  return value;
}

function redactNamed(
  whole: string,
  jsonName: string | undefined,
  colon: string,
  jsonText: string,
  addressName: string | undefined,
  addressText: string,
): string {
  const name = jsonName ?? addressName ?? '';
  if (!SECRET_NAME.test(name) && !OPENID_NAME.test(name)) return whole;
  const text = String(withoutSecrets(jsonName === undefined ? addressText : jsonText, name));
  return jsonName === undefined ? `${name}=${text}` : `"${name}"${colon}"${text}"`;
}
