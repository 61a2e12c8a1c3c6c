import type { FileStore } from '../runtime/files/file-store';

interface Stats {
  readonly size: number;
  readonly mode: number;
  readonly lastAccessedTime: number;
  readonly lastModifiedTime: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/**
 * The user's own files of a Mini Program, below `wx.env.USER_DATA_PATH`. Errors are worded as WeChat's: "no
 * such file or directory, open 'path'".
 */
export class FileSystem {
  private readonly contents = new Map<string, Uint8Array>();
  private readonly folders = new Set<string>();

  constructor(
    private readonly store: FileStore,
    private readonly root: string,
  ) {
    this.folders.add(root);
  }

  access(path: string): void {
    if (!this.exists(path)) throw new Error(`no such file or directory, access '${path}'`);
  }

  /** Any file, also of the project and temporary ones. */
  async read(path: string, encoding: string | undefined): Promise<string | ArrayBuffer> {
    const own = this.contents.get(path);
    const bytes = own ?? new Uint8Array(await (await this.store.read(path)).arrayBuffer());
    return decode(bytes, encoding);
  }

  /** Only files that were written before: others are not in memory. @throws Error */
  readSync(path: string, encoding: string | undefined): string | ArrayBuffer {
    return decode(this.content(path), encoding);
  }

  write(path: string, data: string | ArrayBuffer, encoding: string | undefined): void {
    this.inside(path);
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!this.folders.has(folder)) throw new Error(`no such file or directory, open '${path}'`);
    this.put(path, encode(data, encoding));
  }

  append(path: string, data: string | ArrayBuffer, encoding: string | undefined): void {
    const before = this.content(path);
    const more = encode(data, encoding);
    const joined = new Uint8Array(before.length + more.length);
    joined.set(before);
    joined.set(more, before.length);
    this.put(path, joined);
  }

  unlink(path: string): void {
    if (!this.contents.delete(path) && !this.store.drop(path)) {
      throw new Error(`no such file or directory, unlink '${path}'`);
    }
    this.store.drop(path);
  }

  rename(from: string, to: string): void {
    this.inside(to);
    const bytes = this.content(from);
    this.unlink(from);
    this.put(to, bytes);
  }

  async copy(from: string, to: string): Promise<void> {
    this.inside(to);
    const bytes =
      this.contents.get(from) ?? new Uint8Array(await (await this.store.read(from)).arrayBuffer());
    this.put(to, bytes);
  }

  mkdir(path: string): void {
    this.inside(path);
    if (this.exists(path)) throw new Error(`file already exists, mkdir '${path}'`);
    this.folders.add(path.replace(/\/$/, ''));
  }

  rmdir(path: string): void {
    if (this.readdir(path).length > 0) throw new Error(`directory not empty, rmdir '${path}'`);
    this.folders.delete(path.replace(/\/$/, ''));
  }

  readdir(path: string): string[] {
    const folder = path.replace(/\/$/, '');
    if (!this.folders.has(folder)) throw new Error(`no such file or directory, scandir '${path}'`);
    const inside = [...this.contents.keys(), ...this.folders].filter((name) => name.startsWith(`${folder}/`));
    return [...new Set(inside.map((name) => name.slice(folder.length + 1).split('/')[0] ?? ''))];
  }

  stat(path: string): Stats {
    this.access(path);
    const bytes = this.contents.get(path);
    return {
      size: bytes?.length ?? 0,
      mode: 33_188,
      lastAccessedTime: 0,
      lastModifiedTime: 0,
      isFile: () => bytes !== undefined,
      isDirectory: () => bytes === undefined,
    };
  }

  list(): { path: string; size: number }[] {
    return [...this.contents].map(([path, bytes]) => ({ path, size: bytes.length }));
  }

  private exists(path: string): boolean {
    return (
      this.contents.has(path) ||
      this.folders.has(path.replace(/\/$/, '')) ||
      this.store.blob(path) !== undefined
    );
  }

  private content(path: string): Uint8Array {
    const bytes = this.contents.get(path);
    if (bytes === undefined) throw new Error(`no such file or directory, open '${path}'`);
    return bytes;
  }

  /** Bytes for `readFileSync`, and a blob so that `<image src>` and uploads find the file too. */
  private put(path: string, bytes: Uint8Array): void {
    this.contents.set(path, bytes);
    this.store.put(path, new Blob([Uint8Array.from(bytes)]));
  }

  private inside(path: string): void {
    if (!path.startsWith(`${this.root}/`)) throw new Error(`permission denied, open '${path}'`);
  }
}

function decode(bytes: Uint8Array, encoding: string | undefined): string | ArrayBuffer {
  if (encoding === undefined) return Uint8Array.from(bytes).buffer;
  const binary = (): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (encoding === 'base64') return btoa(binary());
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii') return binary();
  return new TextDecoder(encoding === 'ucs2' || encoding === 'utf16le' ? 'utf-16le' : 'utf-8').decode(bytes);
}

function encode(data: string | ArrayBuffer, encoding: string | undefined): Uint8Array {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0));
  const fromBinary = (text: string): Uint8Array =>
    Uint8Array.from(text, (character) => character.charCodeAt(0));
  if (encoding === 'base64') return fromBinary(atob(data));
  if (encoding === 'hex')
    return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii') return fromBinary(data);
  return new TextEncoder().encode(data);
}
