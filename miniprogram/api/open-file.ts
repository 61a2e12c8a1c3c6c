import { Failure } from './failure';
import { sendFile } from './share-file';

const NOT_LOADED_TEXT = '文件没有取下来，请再试一次。';

/**
 * Opens a file of cloud storage: pictures large, documents in WeChat's reader with its menu for sending on, and what
 * that can't read (OFD) as a file to be sent into a chat.
 * @param fileName under which it is sent on
 * @throws Failure
 * Sources: CloudBase, wx.cloud.downloadFile; Mini Program, wx.openDocument, wx.previewImage
 */
export async function openFile(fileId: string, fileName: string): Promise<void> {
  if (/\.(png|jpe?g|webp)$/i.test(fileId)) {
    wx.previewImage({ urls: [fileId] });
    return;
  }
  const filePath = await download(fileId);
  const ending = /\.([0-9A-Za-z]+)$/.exec(fileId)?.[1]?.toLowerCase() ?? '';
  if (ending !== 'pdf') {
    await sendFile(filePath, `${fileName}.${ending}`);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    wx.openDocument({
      ...{ filePath, fileType: 'pdf', showMenu: true },
      success: () => resolve(),
      fail: () => reject(new Failure('NOT_OPENED', '文件没有打开，请再试一次。', true)),
    });
  });
}

async function download(fileID: string): Promise<string> {
  try {
    const { tempFilePath } = await wx.cloud.downloadFile({ fileID });
    return tempFilePath;
  } catch {
    throw new Failure('NOT_LOADED', NOT_LOADED_TEXT, true);
  }
}
