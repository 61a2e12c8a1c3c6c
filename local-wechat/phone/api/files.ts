import { TEMP_DIR, USER_DIR } from '../runtime/files/file-store';
import type { Phone } from '../runtime/phone';
import { chooseFriend } from '../shell/dialogs/friends';
import { ApiError, type ApiSet, asyncApi, asyncApis, type Options, type Result, required, text } from './api';
import { FileSystem } from './file-system';
import { download } from './media';

/** Files: "wx.getFileSystemManager", the older saved files, and handing a file to a friend. */
export function fileApis(phone: Phone): ApiSet {
  const system = new FileSystem(phone.files, USER_DIR);
  const manager = fileSystemManager(phone, system);
  return {
    getFileSystemManager: () => manager,
    ...asyncApis(phone, {
      async saveFile(options) {
        const path = required(options, 'tempFilePath');
        const savedFilePath = path.replace(TEMP_DIR, USER_DIR);
        phone.files.put(savedFilePath, await phone.files.read(path));
        return { savedFilePath };
      },
      getSavedFileList: () => ({
        fileList: system.list().map(({ path, size }) => ({ filePath: path, size, createTime: 0 })),
      }),
      removeSavedFile(options) {
        system.unlink(required(options, 'filePath'));
        return {};
      },
      async shareFileMessage(options) {
        const path = required(options, 'filePath');
        const size = (await phone.files.read(path)).size;
        const fileName = text(options, 'fileName', path.split('/').at(-1));
        const friend = await chooseFriend(phone, `发送文件 ${fileName}`);
        if (friend === undefined) throw new ApiError('cancel');
        const request = { fileName, size, to: friend.name };
        phone.server.record({ kind: 'api', name: 'shareFileMessage', ok: true, ms: 0, request, answer: {} });
        return {};
      },
      async saveFileToDisk(options) {
        const path = required(options, 'filePath');
        download(await phone.files.read(path), path.split('/').at(-1) ?? 'file');
        return {};
      },
    }),
  };
}

/** The manager's methods come in two kinds: with callbacks, and `…Sync` that give or throw. */
function fileSystemManager(phone: Phone, system: FileSystem): ApiSet {
  const data = (options: Options): string | ArrayBuffer => options.data as string | ArrayBuffer;
  const encoding = (options: Options): string | undefined =>
    options.encoding === undefined ? undefined : text(options, 'encoding');
  const path = (options: Options, name = 'filePath'): string => required(options, name);
  const runs: Record<string, (options: Options) => Result | Promise<Result>> = {
    access: (options) => nothing(system.access(path(options, 'path'))),
    readFile: async (options) => ({ data: await system.read(path(options), encoding(options)) }),
    writeFile: (options) => nothing(system.write(path(options), data(options), encoding(options))),
    appendFile: (options) => nothing(system.append(path(options), data(options), encoding(options))),
    unlink: (options) => nothing(system.unlink(path(options))),
    stat: (options) => ({ stats: system.stat(path(options, 'path')) }),
    mkdir: (options) => nothing(system.mkdir(path(options, 'dirPath'))),
    rmdir: (options) => nothing(system.rmdir(path(options, 'dirPath'))),
    readdir: (options) => ({ files: system.readdir(path(options, 'dirPath')) }),
    rename: (options) => nothing(system.rename(path(options, 'oldPath'), path(options, 'newPath'))),
    copyFile: async (options) =>
      nothing(await system.copy(path(options, 'srcPath'), path(options, 'destPath'))),
    getFileInfo: async (options) => ({ size: (await phone.files.read(path(options))).size }),
    saveFile: async (options) => {
      const saved = text(options, 'filePath', path(options, 'tempFilePath').replace(TEMP_DIR, USER_DIR));
      await system.copy(path(options, 'tempFilePath'), saved);
      return { savedFilePath: saved };
    },
  };
  const known: ApiSet = {
    ...Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, asyncApi(phone, name, run)])),
    accessSync: (at: string) => system.access(at),
    readFileSync: (at: string, as?: string) => system.readSync(at, as),
    writeFileSync: (at: string, content: string | ArrayBuffer, as?: string) => system.write(at, content, as),
    appendFileSync: (at: string, content: string | ArrayBuffer, as?: string) =>
      system.append(at, content, as),
    unlinkSync: (at: string) => system.unlink(at),
    statSync: (at: string) => system.stat(at),
    mkdirSync: (at: string) => system.mkdir(at),
    rmdirSync: (at: string) => system.rmdir(at),
    readdirSync: (at: string) => system.readdir(at),
    renameSync: (from: string, to: string) => system.rename(from, to),
  };
  return new Proxy(known, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target)) phone.problems.absent(`FileSystemManager.${name}`);
      return Reflect.get(target, name);
    },
  });
}

function nothing(_done: unknown): Result {
  return {};
}
