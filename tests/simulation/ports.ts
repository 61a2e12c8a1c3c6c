import { createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { settingsFor } from '../../dev/local/product';
import type { LocalPayFacts } from '../../local-wechat/pay';
import { Environment } from '../../server/adapters/surroundings/environment';
import { readSettings, readTemplates } from '../../server/adapters/surroundings/settings';
import { createBills } from '../../server/adapters/wechat-pay/bills';
import { createCallbackReader } from '../../server/adapters/wechat-pay/callbacks';
import type { PayConfig } from '../../server/adapters/wechat-pay/config';
import { createPayScore } from '../../server/adapters/wechat-pay/pay-score';
import { createPayments } from '../../server/adapters/wechat-pay/payments';
import type { Settings } from '../../server/ports/settings';
import type { Store } from '../../server/ports/store';
import type { Clock, Ids, Log, Messages } from '../../server/ports/surroundings';
import type { Ports } from '../../server/usecases/ports';

export interface Surroundings {
  store: Store;
  clock: Clock;
  ids: Ids;
  log: Log;
  messages: Messages;
  fetch: typeof fetch;
}

/** Files have no part in money: each has a link, and none can be read. */
const NO_FILES: Ports['files'] = {
  links: async (ids) => ids.map((id) => `https://files.test/${id.slice(8)}`),
  remove: async () => {},
  read: async () => 'missing',
  write: async (cloudPath) => `cloud://lfpl-local.6c66-lfpl-local/${cloudPath}`,
};

/** The product's own adapters, except the database and what has no part in money. */
export function portsOn(facts: LocalPayFacts, surroundings: Surroundings): Ports {
  const { clock, log } = surroundings;
  const settings = settingsOf(facts);
  const config = configOf(facts);
  const wire = { config, clock, log, fetch: surroundings.fetch };
  return {
    payScore: createPayScore({ ...wire, services: settings.services }),
    payments: createPayments(wire),
    bills: createBills({ ...wire, services: settings.services }),
    callbacks: createCallbackReader(config, clock),
    files: NO_FILES,
    settings,
    ...surroundings,
  };
}

function settingsOf(facts: LocalPayFacts): Settings {
  const environment = new Environment(settingsFor(facts));
  const settings = readSettings(environment, readTemplates(environment));
  environment.finish();
  return settings;
}

const read = (file: string): string => readFileSync(file, 'utf8');
const configs = new Map<string, PayConfig>();

/** Not read from variables, since those refuse keys as short as ours. Keys are read once. */
export function configOf(facts: LocalPayFacts): PayConfig {
  const known = configs.get(facts.merchantPrivateKeyPath);
  if (known !== undefined) return known;
  const settings = settingsFor(facts);
  const config: PayConfig = {
    mchid: facts.mchid,
    appid: facts.appid,
    merchantSerial: facts.merchantSerial,
    merchantKey: createPrivateKey(read(facts.merchantPrivateKeyPath)),
    apiV3Key: createSecretKey(facts.apiV3Key, 'utf8'),
    apiV2Key: createSecretKey(facts.apiV2Key, 'utf8'),
    platformKeys: new Map([
      [facts.platformKeyId, createPublicKey(read(facts.platformPublicKeyPath))],
      [facts.platformCertificateSerial, createPublicKey(read(facts.platformCertificatePath))],
    ]),
    platformSerial: facts.platformKeyId,
    baseUrl: facts.baseUrl,
    notifyUrl: settings['PAY_NOTIFY_URL'] ?? '',
    timeoutMs: 5_000,
  };
  configs.set(facts.merchantPrivateKeyPath, config);
  return config;
}
