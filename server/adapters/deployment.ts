import type { Settings } from '../ports/settings';
import { Environment } from './surroundings/environment';
import { readSettings, readTemplates, type Template } from './surroundings/settings';
import { type PayConfig, type ReadText, readPayConfig } from './wechat-pay/config';

/** Everything a deployment decides, keys included. */
export interface Deployment {
  settings: Settings;
  templates: Record<string, Template>;
  pay: PayConfig;
}

/** The values that must never stand in a log, wherever they turn up. */
export function secretValues(variables: NodeJS.ProcessEnv): string[] {
  const names = ['PAY_API_V3_KEY', 'PAY_API_V2_KEY', 'PAY_MERCHANT_PRIVATE_KEY', 'OWNER_CODE'];
  return names.map((name) => variables[name]?.trim() ?? '').filter((value) => value.length >= 16);
}

/**
 * Reads the functions' environment variables (docs/configuration.md).
 * @throws ConfigurationFaults naming every fault at once, and never a value
 */
export function readDeployment(variables: NodeJS.ProcessEnv, readText?: ReadText): Deployment {
  const environment = new Environment(variables);
  const templates = readTemplates(environment);
  const settings = readSettings(environment, templates);
  const pay = readPayConfig(environment, readText);
  environment.finish();
  if (pay === undefined) throw new Error('WeChat Pay has no configuration, and no fault says why');
  return { settings, templates, pay };
}
