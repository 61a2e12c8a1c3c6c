import { Failure } from '../../api/failure';

const NOT_LOADED_TEXT = '资料没有下载下来，请再试一次。';
const NOT_SHOWN_TEXT = '这份资料打不开，请联系老师。';

/**
 * Shows a PDF in WeChat's own viewer. Sources: Mini Program, wx.downloadFile, wx.openDocument.
 * @throws Failure
 */
export async function openPdf(url: string): Promise<void> {
  const path = await download(url);
  return new Promise((resolve, reject) => {
    wx.openDocument({
      ...{ filePath: path, fileType: 'pdf', showMenu: true },
      success: () => resolve(),
      fail: () => reject(new Failure('NOT_SHOWN', NOT_SHOWN_TEXT, false)),
    });
  });
}

function download(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200 ? resolve(tempFilePath) : reject(new Failure('NOT_LOADED', NOT_LOADED_TEXT, true)),
      fail: () => reject(new Failure('NOT_LOADED', NOT_LOADED_TEXT, true)),
    });
  });
}
