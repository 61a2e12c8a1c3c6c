import type { Phone } from '../runtime/phone';

export type Options = Record<string, unknown>;
export type Result = Record<string, unknown>;

/** Members of `wx`, by name. */
export type ApiSet = Record<string, unknown>;

/** A refusal as WeChat words it: the `errMsg` becomes "name:fail reason". */
export class ApiError extends Error {
  constructor(
    reason: string,
    readonly extra: Result = {},
  ) {
    super(reason);
  }
}

/** Runs with the options of the call; gives what `success` gets besides `errMsg`. */
export type AsyncApi = (options: Options) => Result | undefined | Promise<Result | undefined>;

/**
 * Makes an API of WeChat's asynchronous kind: it calls `success`, `fail` and `complete`, and gives a promise
 * when none of them was passed. Source: WeChat developer documents, "API: asynchronous".
 */
export function asyncApi(
  phone: Phone,
  name: string,
  run: AsyncApi,
): (options?: Options) => Promise<Result> | undefined {
  return (options = {}) => {
    const settled = settle(phone, name, run, options);
    const withCallbacks = ['success', 'fail', 'complete'].some((key) => typeof options[key] === 'function');
    settled.then(
      (result) => callBack(phone, name, options, 'success', result),
      (failure: unknown) => callBack(phone, name, options, 'fail', failure),
    );
    if (!withCallbacks) return settled;
    settled.catch(() => {});
    return undefined;
  };
}

async function settle(phone: Phone, name: string, run: AsyncApi, options: Options): Promise<Result> {
  try {
    await phone.privacy.pass(name);
    await phone.permissions.pass(name);
    const result = await run(options);
    return { errMsg: `${name}:ok`, ...result };
  } catch (error) {
    throw failure(name, error);
  }
}

/** The object that `fail` gets. Unlike an Error it has `errMsg`, which is all that WeChat promises. */
export function failure(name: string, error: unknown): Result {
  const reason = error instanceof Error ? error.message : String(error);
  const extra = error instanceof ApiError ? error.extra : {};
  return { errMsg: `${name}:fail${reason === '' ? '' : ` ${reason}`}`, ...extra };
}

function callBack(
  phone: Phone,
  name: string,
  options: Options,
  kind: 'success' | 'fail',
  value: unknown,
): void {
  for (const key of [kind, 'complete']) {
    const callback = options[key];
    if (typeof callback !== 'function') continue;
    try {
      callback(value);
    } catch (error) {
      phone.appError(error, `wx.${name} ${key}`);
    }
  }
}

/** An API whose effect the phone cannot have: refused as an older WeChat refuses it, and named in the panel. */
export function unsupported(phone: Phone, name: string): AsyncApi {
  return () => {
    phone.problems.absent(`wx.${name}`);
    throw new ApiError('not supported');
  };
}

/** Makes a whole set of asynchronous APIs. */
export function asyncApis(phone: Phone, apis: Record<string, AsyncApi>): ApiSet {
  return Object.fromEntries(Object.entries(apis).map(([name, run]) => [name, asyncApi(phone, name, run)]));
}

/** A text option, or the default when it was not given. */
export function text(options: Options, name: string, fallback = ''): string {
  const value = options[name];
  return value === undefined || value === null ? fallback : String(value);
}

/** A number option, or the default when it was not given or is none. */
export function number(options: Options, name: string, fallback: number): number {
  const value = Number(options[name]);
  return options[name] === undefined || Number.isNaN(value) ? fallback : value;
}

/** @throws ApiError when the option is missing, worded as WeChat does. */
export function required(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '')
    throw new ApiError(`parameter error: parameter.${name} should be String`);
  return value;
}
