import type { Phone } from '../runtime/phone';
import { ServerError } from '../runtime/server-link';
import { ApiError, type ApiSet, type AsyncApi, asyncApi, type Options, type Result, required } from './api';

/**
 * Cloud functions and files: "wx.cloud". They are run by the local WeChat as the person who holds this phone.
 */
export function cloudApis(phone: Phone): ApiSet {
  const apis: Record<string, AsyncApi> = {
    callFunction: (options) => callFunction(phone, options),
    uploadFile: (options) => uploadFile(phone, options),
    downloadFile: (options) => downloadFile(phone, options),
    getTempFileURL: (options) => getTempFileURL(phone, options),
    deleteFile: (options) => deleteFile(phone, options),
  };
  let ready = false;
  const named = Object.entries(apis).map(([name, run]) => {
    const whenReady: AsyncApi = (options) => {
      if (!ready) throw new ApiError("Cloud API isn't enabled, please call wx.cloud.init first");
      return run(options);
    };
    return [name, asyncApi(phone, `cloud.${name}`, whenReady)];
  });
  const cloud: Result = {
    // There is one environment, whichever is named.
    init() {
      ready = true;
    },
    DYNAMIC_CURRENT_ENV: 'DYNAMIC_CURRENT_ENV',
    // Stands for open data that the cloud puts in its place: "Cloud.CloudID".
    CloudID: (id: string) => ({ $cloudID: id }),
    ...Object.fromEntries(named),
  };
  phone.files.cloudUrl = async (fileId) => (await tempUrls(phone, [fileId]))[0]?.tempFileURL ?? '';
  return {
    cloud: new Proxy(cloud, {
      get(target, name) {
        if (typeof name === 'string' && !(name in target)) phone.problems.absent(`wx.cloud.${name}`);
        return Reflect.get(target, name);
      },
    }),
  };
}

/** Refusals come back as WeChat's: the local WeChat words both the number and the whole text. */
async function ask<T>(phone: Phone, path: string, body: unknown): Promise<T> {
  if (!phone.network.online) throw new ApiError('network is disconnected', { errCode: -404_003 });
  try {
    return await phone.server.control<T>('POST', path, body);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const errCode = Number(error.code) || error.code;
    const whole = error.message.startsWith('cloud.') ? { errMsg: error.message } : {};
    throw new ApiError(`errCode: ${error.code} | errMsg: ${error.message}`, { errCode, ...whole });
  }
}

async function callFunction(phone: Phone, options: Options): Promise<Result> {
  const name = required(options, 'name');
  const started = performance.now();
  const record = (ok: boolean, answer: unknown): void => {
    const ms = Math.round(performance.now() - started);
    phone.server.record({ kind: 'function', name, ok, ms, request: options.data, answer });
  };
  try {
    const body = { openid: phone.server.openid, name, data: options.data ?? {} };
    const answer = await ask<{ result: unknown; requestId?: string }>(phone, '/call', body);
    record(true, answer.result);
    return { result: answer.result, requestID: answer.requestId ?? '' };
  } catch (error) {
    record(false, error instanceof Error ? error.message : error);
    throw error;
  }
}

async function uploadFile(phone: Phone, options: Options): Promise<Result> {
  const blob = await phone.files.read(required(options, 'filePath'));
  const content = await base64(blob);
  const body = { openid: phone.server.openid, path: required(options, 'cloudPath'), content };
  const answer = await ask<{ fileID: string }>(phone, '/files/upload', body);
  return { fileID: answer.fileID, statusCode: 200 };
}

async function downloadFile(phone: Phone, options: Options): Promise<Result> {
  const fileId = required(options, 'fileID');
  const url = (await tempUrls(phone, [fileId]))[0]?.tempFileURL ?? '';
  const response = await fetch(url);
  if (!response.ok) throw new ApiError(`errCode: -503003 | file ${fileId} not found`);
  const extension = /\.([a-z0-9]+)$/i.exec(fileId)?.[1] ?? 'bin';
  return { tempFilePath: phone.files.addTemporary(await response.blob(), extension), statusCode: 200 };
}

interface TempUrl {
  readonly fileID: string;
  readonly tempFileURL: string;
  readonly status: number;
  readonly errMsg: string;
}

async function tempUrls(phone: Phone, fileIds: readonly string[]): Promise<TempUrl[]> {
  const answer = await ask<{ fileList: TempUrl[] }>(phone, '/files/temp-urls', {
    openid: phone.server.openid,
    fileList: fileIds,
  });
  return answer.fileList;
}

async function getTempFileURL(phone: Phone, options: Options): Promise<Result> {
  const list: unknown[] = Array.isArray(options.fileList) ? options.fileList : [];
  const ids = list.map((item) =>
    typeof item === 'object' && item !== null && 'fileID' in item ? String(item.fileID) : String(item),
  );
  return { fileList: await tempUrls(phone, ids) };
}

async function deleteFile(phone: Phone, options: Options): Promise<Result> {
  const body = { openid: phone.server.openid, fileList: options.fileList };
  return ask<Result>(phone, '/files/delete', body);
}

async function base64(blob: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}
