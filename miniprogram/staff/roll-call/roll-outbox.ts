import { newRequestId, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { sendStaffFile } from '../../api/staff-upload';
import { type QueueState, RollQueue } from './roll-queue';

const KEY = 'staff.roll-queue';

/** Marks on their way from this phone. The first page that asks for it also makes it hear of the network. */
export function rollOutbox(): RollQueue {
  outbox ??= openOutbox();
  return outbox;
}

let outbox: RollQueue | undefined;

function openOutbox(): RollQueue {
  const queue = new RollQueue({
    load: () => (wx.getStorageSync(KEY) || undefined) as QueueState | undefined,
    save: (state) => wx.setStorageSync(KEY, state),
    async send(classId, marks) {
      const { results } = await write('staff', 'rollCall', { classId, marks }, newRequestId());
      return results;
    },
    async upload(path) {
      if (!isKept(path)) return undefined;
      const fileId = await sendStaffFile('roll_call', { path, name: nameOf(path) });
      wx.getFileSystemManager().unlink({ filePath: path });
      return fileId;
    },
    failureOf(error) {
      const { retryable, text } = failureOf(error);
      return { later: retryable, text };
    },
  });
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) queue.flush();
  });
  return queue;
}

/** A photograph that WeChat has thrown away stops no roll call. */
function isKept(path: string): boolean {
  try {
    wx.getFileSystemManager().accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps a chosen photograph until it is sent: WeChat clears temporary files when the Mini Program is closed.
 * @returns its lasting path; the temporary one where there is no room
 * Source: Mini Program, FileSystemManager.saveFile
 */
export function keepPicture(tempFilePath: string): Promise<string> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath,
      success: ({ savedFilePath }) => resolve(savedFilePath),
      fail: () => resolve(tempFilePath),
    });
  });
}

function nameOf(path: string): string {
  return /[^/]+\.(?:png|jpe?g|webp)$/i.exec(path)?.[0] ?? 'photo.jpg';
}
