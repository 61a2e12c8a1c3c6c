/**
 * File ids of cloud storage: `cloud://{env}.{bucket}/{path}`.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/storage/naming.html
 */
export function fileIdOf(env: string, path: string): string {
  return `cloud://${env}.${bucketOf(env)}/${path}`;
}

/** The path inside the bucket, or undefined when the id is of another environment or is none. */
export function pathOf(env: string, fileId: string): string | undefined {
  const prefix = `cloud://${env}.${bucketOf(env)}/`;
  if (!fileId.startsWith(prefix)) return undefined;
  const path = fileId.slice(prefix.length);
  return isStoragePath(path) ? path : undefined;
}

/** No leading slash, no empty part and none of dots, nothing with a meaning in addresses, at most 850 bytes. */
export function isStoragePath(path: string): boolean {
  const parts = path.split('/');
  const usable = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'));
  return usable && !/[?#%\0]/.test(path) && Buffer.byteLength(path) <= 850;
}

function bucketOf(env: string): string {
  return `6c6f-${env}-1300000000`;
}
