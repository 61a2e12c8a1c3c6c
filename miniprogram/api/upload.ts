import { Failure } from './failure';

/** The largest picture that is sent; photographs of a phone, compressed, have about 1 MB. */
export const MOST_BYTES = 10 * 1024 * 1024;

const NO_CONSENT_TEXT = '同意隐私说明后才能选照片；不附照片也可以提交。';
const NOT_SENT_TEXT = '照片没有传上去，请再试一次。';

export interface Picture {
  path: string;
  bytes: number;
}

/**
 * Lets her take or choose photographs, compressed by WeChat.
 * @returns none when she changed her mind
 * @throws Failure when she has not agreed to the privacy guide, without which WeChat gives no pictures
 * Source: Mini Program, wx.chooseMedia (base library 2.10.0 and later)
 */
export function choosePictures(most: number): Promise<Picture[]> {
  return new Promise((resolve, reject) => {
    wx.chooseMedia({
      count: most,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['album', 'camera'],
      success: ({ tempFiles }) =>
        resolve(tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, bytes: size }))),
      fail: ({ errMsg }) =>
        /privacy/.test(errMsg) ? reject(new Failure('NO_CONSENT', NO_CONSENT_TEXT, false)) : resolve([]),
    });
  });
}

/** A film of a phone, compressed, has about 15 MB a minute. */
const MOST_VIDEO_BYTES = 200 * 1024 * 1024;

/**
 * Lets her choose one film out of the album.
 * @returns undefined when she changed her mind
 * @throws Failure without consent, or for a film that is too large
 * Source: Mini Program, wx.chooseMedia
 */
export function chooseVideo(): Promise<{ path: string; name: string } | undefined> {
  return new Promise((resolve, reject) => {
    wx.chooseMedia({
      count: 1,
      mediaType: ['video'],
      sizeType: ['compressed'],
      sourceType: ['album'],
      success({ tempFiles: [film] }) {
        if (film !== undefined && film.size > MOST_VIDEO_BYTES)
          return reject(new Failure('WRONG_FILE', '视频超过 200 MB，请压缩后再选。', false));
        return resolve(film === undefined ? undefined : { path: film.tempFilePath, name: 'film.mp4' });
      },
      fail: ({ errMsg }) =>
        /privacy/.test(errMsg)
          ? reject(new Failure('NO_CONSENT', '同意隐私说明后才能选视频。', false))
          : resolve(undefined),
    });
  });
}

/**
 * Puts a file into cloud storage.
 * @returns its file id
 * @throws Failure
 * Source: CloudBase, wx.cloud.uploadFile
 */
export async function uploadFile(filePath: string, cloudPath: string, lost = NOT_SENT_TEXT): Promise<string> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
    return fileID;
  } catch {
    throw new Failure('NOT_SENT', lost, true);
  }
}

/** Pictures of one request, by their path: those that were sent already are not sent again when she tries again. */
export class PictureSending {
  private readonly sent = new Map<string, string>();

  /**
   * @param placeOf where a picture with this ending (`.jpg`) is kept, made anew for each
   * @param onPicture told the number of the one that is being sent, from 1
   * @returns their file ids, in order
   * @throws Failure
   */
  async send(
    paths: readonly string[],
    placeOf: (ending: string) => string | Promise<string>,
    onPicture: (no: number) => void,
  ): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, path] of paths.entries()) {
      onPicture(index + 1);
      const id = this.sent.get(path) ?? (await uploadFile(path, await placeOf(endingOf(path))));
      this.sent.set(path, id);
      ids.push(id);
    }
    return ids;
  }
}

function endingOf(path: string): string {
  return /\.(png|jpe?g|gif|webp)$/i.exec(path)?.[0].toLowerCase() ?? '.jpg';
}
