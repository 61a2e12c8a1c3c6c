import type { RequestOf, ResponseOf } from '../../../protocol';
import type { TransferFormat, TransferKind } from '../../../protocol/transfer';
import { read, write } from '../../api/call';
import { Failure } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { saveText, sendFile } from '../../api/share-file';
import { type ChosenFile, sendStaffFile } from '../../api/staff-upload';

export type Checked = ResponseOf<'transfer', 'checkImport'>;
export type Progress = ResponseOf<'transfer', 'importRows'>;

/** A file that lies on the phone. */
export interface TableFile {
  path: string;
  name: string;
  rows: number;
  /** WeChat's own reader shows it. */
  readable: boolean;
}

const intentions = new Intentions();

/** The server says what is wrong with a file as a whole in a sentence of its own. */
function withReason(error: unknown): never {
  if (error instanceof Failure && typeof error.detail.reason === 'string')
    throw new Failure(error.code, error.detail.reason, error.retryable, error.detail);
  throw error;
}

/** Sends a chosen file and has it checked; nothing is changed by it. @throws Failure */
export async function checkFile(kind: TransferKind, file: ChosenFile): Promise<Checked> {
  const what = `check ${kind} ${file.path}`;
  try {
    const fileId = await sendStaffFile('import', file);
    const checked = await write(
      'transfer',
      'checkImport',
      { kind, fileId },
      intentions.idOf(`${what} ${fileId}`),
    );
    intentions.answered(`${what} ${fileId}`);
    return checked;
  } catch (error) {
    return withReason(error);
  }
}

/**
 * Has the promised rows taken, step after step. A step that met no answer keeps its name, so that it is not done twice.
 * @throws Failure; asked again it goes on where it stopped
 */
export async function takeRows(importId: string, onStep: (progress: Progress) => void): Promise<Progress> {
  let progress: Progress | undefined;
  while (progress === undefined || progress.state === 'running') {
    const what = `take ${importId} ${progress?.done ?? 'on'}`;
    try {
      progress = await write('transfer', 'importRows', { importId }, intentions.idOf(what));
    } catch (error) {
      return withReason(error);
    }
    intentions.answered(what);
    onStep(progress);
  }
  return progress;
}

/** Has a file written and fetches it. @throws Failure */
export async function fetchExport(
  asked: Omit<RequestOf<'transfer', 'exportRows'>, 'requestId'>,
): Promise<TableFile> {
  const what = `export ${JSON.stringify(asked)}`;
  try {
    const { name, link, rows } = await write('transfer', 'exportRows', asked, intentions.idOf(what));
    // Asked again it is written anew: a link works for an hour only.
    intentions.answered(what);
    return { name, rows, path: await download(link), readable: asked.format === 'xlsx' };
  } catch (error) {
    return withReason(error);
  }
}

/** Saves an empty file with the right columns and lets her send it to where she fills it in. @throws Failure */
export async function sendTemplate(kind: TransferKind, format: TransferFormat): Promise<boolean> {
  const { name, content } = await read('transfer', 'importTemplate', { kind, format });
  return sendFile(await saveText(name, content, 'base64'), name);
}

/** Shows a workbook in WeChat's reader, from whose menu it can be sent on. Source: Mini Program, wx.openDocument. */
export function openTable({ path }: TableFile): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.openDocument({
      ...{ filePath: path, fileType: 'xlsx', showMenu: true },
      success: () => resolve(),
      fail: () => reject(new Failure('NOT_OPENED', '文件没有打开，可以先发送再打开。', true)),
    });
  });
}

/** Source: Mini Program, wx.downloadFile. */
function download(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Failure('NOT_LOADED', '文件没有取下来，请再试一次。', true));
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) => (statusCode === 200 ? resolve(tempFilePath) : lost()),
      fail: lost,
    });
  });
}
