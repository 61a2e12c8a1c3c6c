/** Names of things that never enter the log. */
const SECRET_NAME =
  /secret|token|private|authorization|signature|api_?v[23]_?key|ciphertext|password|cookie/i;
const OPENID_NAME = /(open_?id|touser)$/i;
/** An openid as WeChat makes them, in running text. */
const OPENID = /\bo[A-Za-z0-9_-]{27}\b/g;
/** `"name": "value"` in JSON text, `name: 'value'` as Node prints objects, and `name=value` in an address. */
const NAMED_TEXT = /"(\w+)"(\s*:\s*)"([^"\\]*)"|\b(\w+)(=|: ')([^&\s"']+)/g;
const LONGEST_TEXT = 2000;
/** Shorter values are no secrets, and would take ordinary words out of the log. */
const SHORTEST_SECRET = 8;
const LEFT_OUT = '(left out)';

/** Enough of an openid to tell people apart, too little to be one. */
export function shortOpenid(openid: string): string {
  return openid.length <= 10 ? openid : `${openid.slice(0, 6)}…${openid.slice(-2)}`;
}

/** Takes the secrets of one deployment out of whatever is logged, wherever and under whatever name they stand. */
export class Redactor {
  private readonly secrets = new Set<string>();
  private pattern: RegExp | undefined;

  /** Never to be shown from now on; of texts with several lines (keys) each line. */
  hide(...secrets: string[]): void {
    for (const line of secrets.flatMap((secret) => secret.split('\n'))) {
      const text = line.trim();
      if (text.length >= SHORTEST_SECRET && !text.startsWith('-----')) this.secrets.add(text);
    }
    const longestFirst = [...this.secrets].sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(longestFirst.map(escaped).join('|') || '(?!)', 'g');
  }

  /** Those variables of a deployment whose names say that they are secret. */
  hideVariables(variables: Readonly<Record<string, string>>): void {
    const named = Object.entries(variables).filter(
      ([name]) => SECRET_NAME.test(name) || /_(KEY|CODE)$/.test(name),
    );
    this.hide(...named.map(([, value]) => value));
  }

  /** A copy in which secrets are left out, openids are shortened and long texts are cut. */
  clean(value: unknown, name = ''): unknown {
    if (SECRET_NAME.test(name) && value !== undefined) return LEFT_OUT;
    if (typeof value === 'string') return this.cleanText(value, name);
    if (Array.isArray(value)) return value.map((item) => this.clean(item, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.clean(item, key)]));
    }
    return value;
  }

  private cleanText(value: string, name: string): string {
    if (OPENID_NAME.test(name)) return shortOpenid(value);
    const known = this.pattern ? value.replace(this.pattern, LEFT_OUT) : value;
    const text = known.replace(NAMED_TEXT, (...parts) => this.cleanNamed(parts)).replace(OPENID, shortOpenid);
    return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  }

  private cleanNamed([whole, jsonName, colon, jsonText, name, sign, text]: string[]): string {
    const known = jsonName ?? name ?? '';
    if (!SECRET_NAME.test(known) && !OPENID_NAME.test(known)) return whole ?? '';
    const clean = String(this.clean(jsonName === undefined ? text : jsonText, known));
    return jsonName === undefined ? `${known}${sign}${clean}` : `"${known}"${colon}"${clean}"`;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
