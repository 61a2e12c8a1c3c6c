import type { RequestOf } from '../../protocol';
import { read } from './call';
import { Failure } from './failure';
import { uploadFile } from './upload';

type Use = RequestOf<'staff', 'newUpload'>['use'];

/** The largest file that is sent. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Where a member of staff's file is kept: the server names a place that nobody else writes to. @throws Failure */
export async function staffPlace(use: Use, name: string): Promise<string> {
  const { cloudPath } = await read('staff', 'newUpload', { use, name });
  return cloudPath;
}

/** A file that was chosen and is not sent yet. */
export interface ChosenFile {
  path: string;
  name: string;
}

/**
 * Lets her choose one file out of a chat, where WeChat keeps files.
 * @param endings without dot
 * @returns undefined when she changed her mind
 * @throws Failure for another kind of file or one that is too large
 * Source: Mini Program, wx.chooseMessageFile (base library 2.5.0 and later)
 */
export function chooseFile(endings: readonly string[]): Promise<ChosenFile | undefined> {
  return new Promise((resolve, reject) => {
    wx.chooseMessageFile({
      count: 1,
      type: 'all',
      success({ tempFiles: [file] }) {
        if (file === undefined) return resolve(undefined);
        const ending = /\.([0-9A-Za-z]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
        if (!endings.includes(ending))
          return reject(new Failure('WRONG_FILE', `只收 ${endings.join('、')} 文件。`, false));
        if (file.size > MOST_BYTES)
          return reject(new Failure('WRONG_FILE', '文件超过 20 MB，请换一个。', false));
        return resolve({ path: file.path, name: file.name });
      },
      fail: ({ errMsg }) =>
        /privacy/.test(errMsg)
          ? reject(new Failure('NO_CONSENT', '同意隐私说明后才能选文件。', false))
          : resolve(undefined),
    });
  });
}

/** Puts a chosen file into cloud storage. @returns its file id @throws Failure */
export async function sendStaffFile(use: Use, { path, name }: ChosenFile): Promise<string> {
  return uploadFile(path, await staffPlace(use, name), '文件没有传上去，请再试一次。');
}
