import { parse } from 'protobufjs';

/**
 * The protobuf frames in which wx-server-sdk sends calls of WeChat's open API and takes their answers, as it
 * declares them in its own source (npm wx-server-sdk 4.0.2, CommApiData and CommOpenApiResp).
 */
const { root } = parse(`
  syntax = "proto3";
  message Pair { string key = 1; bytes value = 2; string contentType = 3; string fileName = 4; }
  message OpenApiData { repeated Pair pairs = 1; }
  message SvrkitData { string apiName = 1; bytes reqData = 2; }
  message CommApiData {
    int32 apiType = 1; OpenApiData openapiData = 2; bytes innerData = 3; SvrkitData svrkitData = 4;
    bytes tokenData = 5; string appid = 6;
  }
  message CommOpenApiResp {
    bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; int32 svrkitErrorCode = 6;
  }
`);
const CommApiData = root.lookupType('CommApiData');
const CommOpenApiResp = root.lookupType('CommOpenApiResp');

/** The arguments of a call, by name (snake_case, as the SDK sends them). Throws when the bytes are no such frame. */
export function readArguments(frame: Buffer): Record<string, unknown> {
  const decoded = CommApiData.toObject(CommApiData.decode(frame), { bytes: Buffer, defaults: true }) as {
    openapiData?: { pairs?: { key: string; value: Buffer }[] } | null;
  };
  const pairs = decoded.openapiData?.pairs ?? [];
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, JSON.parse(value.toString('utf8')) as unknown]),
  );
}

/** WeChat's own answer, such as `{"errcode":0,"errmsg":"ok"}`. */
export function answerFrame(answer: object): Uint8Array {
  return CommOpenApiResp.encode(
    CommOpenApiResp.create({
      respData: Buffer.from(JSON.stringify(answer)),
      contentType: 'application/json',
      httpCode: 200,
    }),
  ).finish();
}

/** A refusal by the cloud before WeChat was asked, such as -604101. */
export function refusalFrame(errorCode: number): Uint8Array {
  return CommOpenApiResp.encode(CommOpenApiResp.create({ errorCode })).finish();
}
