import { Failure } from './failure';

const NOT_SAVED_TEXT = '文件没有存下来，请看看手机空间后再试。';
const NO_SHARING_TEXT = '现在的微信版本发不了文件，请升级微信后再试。';

/**
 * Saves a text as a file of this Mini Program's. Sources: Mini Program, FileSystemManager.writeFile.
 * @param encoding `base64`: the text stands for bytes
 * @returns its path
 * @throws Failure
 */
export function saveText(name: string, text: string, encoding: 'utf8' | 'base64' = 'utf8'): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      ...{ filePath, data: text, encoding },
      success: () => resolve(filePath),
      fail: () => reject(new Failure('NOT_SAVED', NOT_SAVED_TEXT, true)),
    });
  });
}

/**
 * Lets her send a file into a chat, her own File Transfer included. Source: Mini Program, wx.shareFileMessage (base
 * library 2.16.1 and later).
 * @returns whether it was sent
 * @throws Failure in a WeChat that can't
 */
export function sendFile(filePath: string, fileName: string): Promise<boolean> {
  if (typeof wx.shareFileMessage !== 'function')
    return Promise.reject(new Failure('UPGRADE_WECHAT', NO_SHARING_TEXT, false));
  return new Promise((resolve) => {
    wx.shareFileMessage({ filePath, fileName, success: () => resolve(true), fail: () => resolve(false) });
  });
}
