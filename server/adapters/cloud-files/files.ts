import type { Files } from '../../ports/surroundings';
import { type CloudSdk, cloudSdk } from '../cloud-sdk/sdk';
import { readLink } from './read-link';

/** Most files that one call takes. */
const MOST = 50;

/** A link that is only used at once, seconds. */
const AT_ONCE = 120;

type FilesSdk = Pick<CloudSdk, 'getTempFileURL' | 'deleteFile' | 'uploadFile'>;

/**
 * Files of cloud storage: links to them, their content, and their deletion.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/storage/Cloud.getTempFileURL.html
 * and Cloud.deleteFile.html, Cloud.uploadFile.server.html beside it. `Cloud.downloadFile` takes files of any size into
 * memory, so content is read over a link, up to a limit.
 */
export function createFiles(sdk: () => FilesSdk = cloudSdk): Files {
  const links = async (fileIds: string[], seconds: number): Promise<(string | undefined)[]> => {
    const found = new Map<string, string>();
    const wanted = [...new Set(fileIds)];
    for (let start = 0; start < wanted.length; start += MOST) {
      const fileList = wanted.slice(start, start + MOST).map((fileID) => ({ fileID, maxAge: seconds }));
      const answer = await sdk().getTempFileURL({ fileList });
      for (const { fileID, tempFileURL, status } of answer.fileList) {
        if (status === 0 && tempFileURL !== '') found.set(fileID, tempFileURL);
      }
    }
    return fileIds.map((fileId) => found.get(fileId));
  };
  return {
    links,
    async remove(fileIds) {
      const wanted = [...new Set(fileIds)];
      for (let start = 0; start < wanted.length; start += MOST) {
        await sdk().deleteFile({ fileList: wanted.slice(start, start + MOST) });
      }
    },
    async read(fileId, mostBytes) {
      const [link] = await links([fileId], AT_ONCE);
      return link === undefined ? 'missing' : readLink(link, mostBytes);
    },
    async write(cloudPath, content) {
      return (await sdk().uploadFile({ cloudPath, fileContent: Buffer.from(content) })).fileID;
    },
  };
}
