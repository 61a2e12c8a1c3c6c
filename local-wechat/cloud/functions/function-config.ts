import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface TimerTrigger {
  name: string;
  /** 7-field expression, see timers/cron.ts. */
  config: string;
}

/** A function's folder and what its config.json says; what is missing there takes the cloud's default. */
export interface FunctionConfig {
  name: string;
  entry: string;
  /** Changes whenever index.js or config.json is written anew. */
  version: string;
  timeoutMs: number;
  memoryMb: number;
  openapiPermissions: string[];
  timers: TimerTrigger[];
}

interface ConfigFile {
  /** Seconds, 1 to 60; 3 when missing. */
  timeout?: number;
  memorySize?: number;
  permissions?: { openapi?: string[] };
  triggers?: { name: string; type: string; config: string }[];
}

/** "Function configuration", https://docs.cloudbase.net/en/cli-v1/functions/configs */
const MEMORY_SIZES = [128, 256, 512, 1024, 2048];
const TRIGGER_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;

/** Letters, digits, - and _, starting with a letter: also keeps `..` and `/` out of the path. */
const FUNCTION_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;

/** Undefined when there is no such function. Throws an Error that names the file when config.json is wrong. */
export function readFunctionConfig(functionsDir: string, name: string): FunctionConfig | undefined {
  if (!FUNCTION_NAME.test(name)) return undefined;
  const folder = path.resolve(functionsDir, name);
  const entry = path.join(folder, 'index.js');
  if (!existsSync(entry)) return undefined;
  const configFile = path.join(folder, 'config.json');
  const config = existsSync(configFile) ? readConfigFile(configFile) : {};
  const timeout = config.timeout ?? 3;
  if (!(timeout >= 1 && timeout <= 60)) throw new Error(`${configFile}: timeout must be 1 to 60 seconds`);
  const memoryMb = config.memorySize ?? 256;
  if (!MEMORY_SIZES.includes(memoryMb))
    throw new Error(`${configFile}: memorySize must be one of ${MEMORY_SIZES.join(', ')}`);
  return {
    name,
    entry,
    version: [entry, configFile].map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)).join('-'),
    timeoutMs: timeout * 1000,
    memoryMb,
    openapiPermissions: config.permissions?.openapi ?? [],
    timers: timersIn(configFile, config.triggers ?? []),
  };
}

function readConfigFile(file: string): ConfigFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConfigFile;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * WeChat's Mini Programs have one trigger a function, a timer.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/functions/triggers.html
 */
function timersIn(configFile: string, triggers: NonNullable<ConfigFile['triggers']>): TimerTrigger[] {
  if (triggers.length > 1) throw new Error(`${configFile}: a function has one trigger at most`);
  const other = triggers.find(({ type }) => type !== 'timer');
  if (other) throw new Error(`${configFile}: trigger "${other.name}" must be of type timer`);
  const unnamed = triggers.find(({ name }) => !TRIGGER_NAME.test(name));
  if (unnamed) {
    throw new Error(
      `${configFile}: "${unnamed.name}" is no name of a trigger: a letter, then up to 59 letters, digits, - and _`,
    );
  }
  return triggers.map(({ name, config }) => ({ name, config }));
}
