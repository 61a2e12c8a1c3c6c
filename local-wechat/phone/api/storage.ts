import type { Phone } from '../runtime/phone';
import { ApiError, type ApiSet, asyncApis, failure, required } from './api';

/** WeChat's limits: 1 MB a key, 10 MB in all. In characters here, since that is what the browser counts. */
const KEY_LIMIT = 1024 * 1024;
const TOTAL_LIMIT_KB = 10 * 1024;

interface Stored {
  readonly type: string;
  readonly data: unknown;
}

/** Data that stay when the Mini Program is closed, apart for each person: "API: data cache". */
export class PhoneStorage {
  private readonly prefix: string;

  constructor(
    appid: string,
    openid: string,
    private readonly store: Storage = window.localStorage,
  ) {
    this.prefix = `phone:${appid}:${openid}:`;
  }

  get(key: string): Stored | undefined {
    const text = this.store.getItem(this.prefix + key);
    if (text === null) return undefined;
    const stored = JSON.parse(text) as Stored;
    return stored.type === 'Date' ? { type: 'Date', data: new Date(String(stored.data)) } : stored;
  }

  /** @throws ApiError when the value is too large. */
  set(key: string, data: unknown): void {
    const type = data instanceof Date ? 'Date' : typeof data;
    const text = JSON.stringify({ type, data });
    if (text.length > KEY_LIMIT) throw new ApiError(`exceed storage item max length: ${KEY_LIMIT}`);
    try {
      this.store.setItem(this.prefix + key, text);
    } catch {
      throw new ApiError('exceed storage max size 10Mb');
    }
  }

  remove(key: string): void {
    this.store.removeItem(this.prefix + key);
  }

  keys(): string[] {
    return Object.keys(this.store)
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => key.slice(this.prefix.length));
  }

  clear(): void {
    for (const key of this.keys()) this.remove(key);
  }

  info(): { keys: string[]; currentSize: number; limitSize: number } {
    const keys = this.keys();
    const length = keys.reduce((sum, key) => sum + (this.store.getItem(this.prefix + key)?.length ?? 0), 0);
    return { keys, currentSize: Math.ceil(length / 1024), limitSize: TOTAL_LIMIT_KB };
  }
}

export function storageApis(phone: Phone): ApiSet {
  const storage = new PhoneStorage(phone.built.appid, phone.server.openid);
  const orThrow = <T>(name: string, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw new Error(String(failure(name, error).errMsg));
    }
  };
  return {
    getStorageSync: (key: string) => storage.get(key)?.data ?? '',
    setStorageSync: (key: string, data: unknown) => orThrow('setStorageSync', () => storage.set(key, data)),
    removeStorageSync: (key: string) => storage.remove(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => storage.info(),
    batchGetStorageSync: (keys: string[]) => keys.map((key) => storage.get(key)?.data ?? ''),
    batchSetStorageSync: (pairs: { key: string; value: unknown }[]) => {
      for (const { key, value } of pairs) storage.set(key, value);
    },
    ...asyncApis(phone, {
      getStorage(options) {
        const stored = storage.get(required(options, 'key'));
        if (stored === undefined) throw new ApiError('data not found');
        return { data: stored.data };
      },
      setStorage(options) {
        storage.set(required(options, 'key'), options.data);
        return undefined;
      },
      removeStorage(options) {
        storage.remove(required(options, 'key'));
        return undefined;
      },
      clearStorage() {
        storage.clear();
        return undefined;
      },
      getStorageInfo: () => ({ ...storage.info() }),
    }),
  };
}
