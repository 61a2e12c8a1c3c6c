import type { Files } from '../../ports/surroundings';
import { type CloudSdk, cloudSdk } from '../cloud-sdk/sdk';

/** Most files that one call takes. */
const MOST = 50;

/**
 * Links to files of cloud storage, and their deletion.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/storage/Cloud.getTempFileURL.html
 * and Cloud.deleteFile.html beside it.
 */
export function createFiles(sdk: () => Pick<CloudSdk, 'getTempFileURL' | 'deleteFile'> = cloudSdk): Files {
  return {
    async links(fileIds, seconds) {
      const links = new Map<string, string>();
      const wanted = [...new Set(fileIds)];
      for (let start = 0; start < wanted.length; start += MOST) {
        const fileList = wanted.slice(start, start + MOST).map((fileID) => ({ fileID, maxAge: seconds }));
        const answer = await sdk().getTempFileURL({ fileList });
        for (const { fileID, tempFileURL, status } of answer.fileList) {
          if (status === 0 && tempFileURL !== '') links.set(fileID, tempFileURL);
        }
      }
      return fileIds.map((fileId) => links.get(fileId));
    },
    async remove(fileIds) {
      const wanted = [...new Set(fileIds)];
      for (let start = 0; start < wanted.length; start += MOST) {
        await sdk().deleteFile({ fileList: wanted.slice(start, start + MOST) });
      }
    },
  };
}
