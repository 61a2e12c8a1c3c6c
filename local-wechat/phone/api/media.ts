import { canvasById } from '../builtins/media/canvas';
import { instanceOf } from '../builtins/register';
import type { Caller } from '../runtime/code/registry';
import type { Phone } from '../runtime/phone';
import { showActionSheet } from '../shell/dialogs/modal';
import { openDocumentViewer, openImageViewer } from '../shell/dialogs/viewers';
import {
  ApiError,
  type ApiSet,
  type AsyncApi,
  asyncApis,
  number,
  type Options,
  type Result,
  required,
  text,
} from './api';
import type { NodeSource } from './node-facts';

/** Pictures, films, documents: "API: media" and "wx.openDocument". */
export function mediaApis(phone: Phone): ApiSet {
  return {
    createVideoContext: (id: string, scope?: Caller) => videoContext(phone, id, scope),
    ...asyncApis(phone, { ...choosing(phone), ...looking(phone), ...canvasFiles(phone) }),
  };
}

function choosing(phone: Phone): Record<string, AsyncApi> {
  return {
    async chooseMedia(options) {
      const types = Array.isArray(options.mediaType) ? options.mediaType.map(String) : ['image', 'video'];
      const accept = types.includes('mix') ? ['image/*', 'video/*'] : types.map((type) => `${type}/*`);
      const files = await pickFiles(phone, accept.join(','), number(options, 'count', 9));
      const tempFiles = await Promise.all(files.map((file) => mediaFact(phone, file)));
      const kinds = new Set(tempFiles.map(({ fileType }) => fileType));
      return { tempFiles, type: kinds.size > 1 ? 'mix' : ([...kinds][0] ?? 'image') };
    },
    async chooseImage(options) {
      const files = await pickFiles(phone, 'image/*', number(options, 'count', 9));
      const tempFiles = files.map((file) => ({ path: keep(phone, file), size: file.size }));
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
    },
    async chooseMessageFile(options) {
      const files = await pickFiles(phone, '', number(options, 'count', 1));
      const tempFiles = files.map((file) => ({
        path: keep(phone, file),
        size: file.size,
        name: file.name,
        type: file.type.startsWith('image/') ? 'image' : 'file',
        time: Math.round(phone.clock.now() / 1000),
      }));
      return { tempFiles };
    },
  };
}

/** Asks where from, as WeChat does, and then lets the computer's own dialog choose. */
async function pickFiles(phone: Phone, accept: string, count: number): Promise<File[]> {
  const chosen = await showActionSheet(phone, ['拍摄', '从手机相册选择'], '#000000', '');
  if (chosen === undefined) throw new ApiError('cancel');
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept, multiple: count > 1 });
  return new Promise((resolve, reject) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, count)));
    input.addEventListener('cancel', () => reject(new ApiError('cancel')));
    input.click();
  });
}

function keep(phone: Phone, file: File): string {
  return phone.files.addTemporary(file, file.name.split('.').at(-1) ?? 'bin');
}

async function mediaFact(phone: Phone, file: File): Promise<Result & { fileType: string }> {
  const isImage = file.type.startsWith('image/');
  const size = isImage ? await createImageBitmap(file).catch(() => undefined) : undefined;
  return {
    tempFilePath: keep(phone, file),
    size: file.size,
    fileType: isImage ? 'image' : 'video',
    width: size?.width ?? 0,
    height: size?.height ?? 0,
    duration: 0,
    thumbTempFilePath: '',
  };
}

function looking(phone: Phone): Record<string, AsyncApi> {
  return {
    async previewImage(options) {
      const sources = Array.isArray(options.urls) ? options.urls.map(String) : [];
      const from = phone.router.top?.url.path ?? '';
      const urls = await Promise.all(sources.map((source) => phone.files.url(source, from)));
      openImageViewer(phone, urls, Math.max(0, sources.indexOf(text(options, 'current', sources[0]))));
      return {};
    },
    async previewMedia(options) {
      const sources: unknown[] = Array.isArray(options.sources) ? options.sources : [];
      const urls = await Promise.all(
        sources.map((source) => phone.files.url(String(Reflect.get(Object(source), 'url')), '')),
      );
      openImageViewer(phone, urls, number(options, 'current', 0));
      return {};
    },
    async openDocument(options) {
      const path = required(options, 'filePath');
      const blob = await phone.files.read(path);
      openDocumentViewer(phone, blob, path.split('/').at(-1) ?? path);
      return {};
    },
    async getImageInfo(options) {
      const path = required(options, 'src');
      const blob = await phone.files.read(path);
      const { width, height } = await createImageBitmap(blob);
      return { width, height, path, orientation: 'up', type: blob.type.replace('image/', '') };
    },
    async compressImage(options) {
      const bitmap = await createImageBitmap(await phone.files.read(required(options, 'src')));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({
        type: 'image/jpeg',
        quality: number(options, 'quality', 80) / 100,
      });
      return { tempFilePath: phone.files.addTemporary(blob, 'jpg') };
    },
    async saveImageToPhotosAlbum(options) {
      const path = required(options, 'filePath');
      download(await phone.files.read(path), path.split('/').at(-1) ?? 'image');
      return {};
    },
    async saveVideoToPhotosAlbum(options) {
      const path = required(options, 'filePath');
      download(await phone.files.read(path), path.split('/').at(-1) ?? 'video');
      return {};
    },
  };
}

/** The computer's download folder is the phone's album. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function canvasFiles(phone: Phone): Record<string, AsyncApi> {
  return {
    async canvasToTempFilePath(options: Options) {
      const given = options.canvas;
      const canvas = isCanvas(given) ? given : canvasById(text(options, 'canvasId'));
      if (canvas === undefined) throw new ApiError('fail canvas is empty');
      const type = text(options, 'fileType', 'png') === 'jpg' ? 'image/jpeg' : 'image/png';
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, type, number(options, 'quality', 1));
      });
      if (blob === null) throw new ApiError('fail create bitmap failed');
      return { tempFilePath: phone.files.addTemporary(blob, type === 'image/png' ? 'png' : 'jpg') };
    },
  };
}

/** The canvas belongs to the document of its page, whose classes are others than the phone's. */
function isCanvas(value: unknown): value is HTMLCanvasElement {
  return typeof value === 'object' && value !== null && 'toBlob' in value;
}

function videoContext(phone: Phone, id: string, scope?: Caller): unknown {
  const root = (scope ?? phone.router.top?.caller)?._$.getShadowRoot();
  const component = root?.querySelector(`#${id}`)?.asGeneralComponent();
  const source =
    component === null || component === undefined
      ? undefined
      : (instanceOf(component) as NodeSource | undefined);
  return source?.context?.();
}
