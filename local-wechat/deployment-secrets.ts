import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Redactor } from './control/redaction';
import type { LocalPayFacts } from './pay';

/** "SCF limits", https://cloud.tencent.com/document/product/583/11637: all variables of a function, names included. */
const MOST_VARIABLE_BYTES = 4096;

/** Throws an Error that says how much too large the functions' variables are. */
export function checkVariables(variables: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(variables).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (bytes > MOST_VARIABLE_BYTES) {
    throw new Error(
      `The functions' environment variables hold ${bytes} bytes; the cloud takes ${MOST_VARIABLE_BYTES} at most.`,
    );
  }
}

/** Keeps every secret of this deployment out of the log: WeChat Pay's keys and the functions' secret variables. */
export function hideSecrets(
  redactor: Redactor,
  pay: LocalPayFacts,
  variables: Readonly<Record<string, string>>,
): void {
  const keys = path.dirname(pay.merchantPrivateKeyPath);
  const texts = readdirSync(keys).map((name) => readFileSync(path.join(keys, name), 'utf8'));
  redactor.hide(pay.apiV3Key, pay.apiV2Key, ...texts.filter((text) => text.includes('PRIVATE KEY')));
  redactor.hideVariables(variables);
}
