import { parsePageUrl } from '../router/url';

/** Where WeChat puts files: temporary ones, and the user's own. Both last as long as the phone runs. */
export const TEMP_DIR = 'http://tmp';
export const USER_DIR = 'http://usr';

/** Turns a `cloud://` id into an address that can be fetched. Given by api/cloud. */
export type CloudFileUrl = (fileId: string) => Promise<string>;

/** The files of one phone: those of the project, temporary ones, the user's own, and those in the cloud. */
export class FileStore {
  private readonly temporary = new Map<string, Blob>();
  private readonly urls = new Map<string, string>();
  private count = 0;
  cloudUrl: CloudFileUrl = () => Promise.reject(new Error('wx.cloud.init was not called'));

  /** Keeps a blob for this run. @returns the path a Mini Program sees. */
  addTemporary(blob: Blob, extension: string): string {
    this.count += 1;
    const path = `${TEMP_DIR}/${Date.now().toString(36)}-${this.count}.${extension}`;
    this.temporary.set(path, blob);
    return path;
  }

  blob(path: string): Blob | undefined {
    return this.temporary.get(path);
  }

  /** The content of any file a Mini Program can name. @throws Error when there is none. */
  async read(path: string): Promise<Blob> {
    const known = this.temporary.get(path);
    if (known !== undefined) return known;
    const response = await fetch(await this.url(path, ''));
    if (!response.ok) throw new Error(`no such file or directory ${path}`);
    return response.blob();
  }

  put(path: string, blob: Blob): void {
    this.drop(path);
    this.temporary.set(path, blob);
  }

  drop(path: string): boolean {
    const url = this.urls.get(path);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.urls.delete(path);
    return this.temporary.delete(path);
  }

  paths(): string[] {
    return [...this.temporary.keys()];
  }

  /** An address that the browser can load. @param from path of the page or component that names the file. */
  async url(src: string, from: string): Promise<string> {
    if (src.startsWith('cloud://')) return this.cloudUrl(src);
    const blob = this.temporary.get(src);
    if (blob === undefined) return this.projectUrl(src, from);
    const known = this.urls.get(src) ?? URL.createObjectURL(blob);
    this.urls.set(src, known);
    return known;
  }

  /** Address of a file of the project; full addresses stay as they are. */
  projectUrl(src: string, from: string): string {
    if (/^(https?:|data:|blob:|\/\/)/.test(src)) return src;
    return `/project/${parsePageUrl(src, from).path}`;
  }
}
