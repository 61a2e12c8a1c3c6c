import { randomBytes } from 'node:crypto';
import type { Caller } from './caller';

export interface CloudIdentity {
  env: string;
  appid: string;
  /** Address of the gateway that the SDK is to speak to. */
  adminUrl: string;
}

/** Variables with which wx-server-sdk in any Node process, function or not, speaks to this cloud. */
export function sdkEnvironment({ env, adminUrl }: CloudIdentity): Record<string, string> {
  return {
    TENCENTCLOUD_REGION: 'ap-shanghai',
    // Any value will do: nothing here checks the signature made with them.
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    TENCENTCLOUD_SESSIONTOKEN: 'local-session-token',
    SCF_NAMESPACE: env,
    TCB_ENV: env,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE,TCB_CONTEXT_CNFG',
  };
}

/** For processes outside the functions, such as scripts and tests (no look-up of the machine's metadata). */
export function outsideEnvironment(identity: CloudIdentity): Record<string, string> {
  return { ...sdkEnvironment(identity), TENCENTCLOUD: 'true' };
}

/** Variables that hold for the whole life of one function instance. */
export function instanceEnvironment(identity: CloudIdentity, functionName: string): Record<string, string> {
  return {
    ...sdkEnvironment(identity),
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_FUNCTIONNAME: functionName,
    SCF_FUNCTIONVERSION: '$LATEST',
    PATH: process.env['PATH'] ?? '',
  };
}

/** Variables of one invocation: who called. */
export function invocationEnvironment(caller: Caller): Record<string, string> {
  const token = randomBytes(16).toString('hex');
  const known: Record<string, string> = { WX_CLIENTIP: '127.0.0.1' };
  if (caller.openid !== undefined) known['WX_OPENID'] = caller.openid;
  if (caller.appid !== undefined) known['WX_APPID'] = caller.appid;
  const byTimer = caller.source.startsWith('wx_trigger');
  known[byTimer ? 'WX_TRIGGER_API_TOKEN_V0' : 'WX_API_TOKEN'] = token;
  return {
    ...known,
    WX_CONTEXT_KEYS: Object.keys(known).join(','),
    TCB_SOURCE: caller.source,
    ...(byTimer ? { TRIGGER_SRC: 'timer' } : {}),
  };
}

/** The second argument of `main`, as the cloud's function runtime gives it. */
export function invocationContext(
  functionName: string,
  requestId: string,
  limits: { timeoutMs: number; memoryMb: number },
  env: Record<string, string>,
): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: limits.memoryMb,
    time_limit_in_ms: limits.timeoutMs,
    request_id: requestId,
    environment: JSON.stringify(env),
    environ: Object.entries(env)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    function_version: '$LATEST',
    function_name: functionName,
    namespace: env['SCF_NAMESPACE'] ?? '',
  };
}
