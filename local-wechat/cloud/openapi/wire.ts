import { parse } from 'protobufjs';

/**
 * The protobuf frames in which wx-server-sdk sends calls of WeChat's open API and takes their answers, as it
 * declares them in its own source (npm wx-server-sdk 4.0.2, protobuf/openapi.js).
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
  message OpenDataRequest { repeated string cloudIds = 2; string appid = 3; }
  message OpenDataItem { string cloudId = 1; string json = 2; }
  message OpenDataAnswer { repeated OpenDataItem items = 1; }
  message VoipSignRequest { string groupId = 2; uint32 timestamp = 3; string nonce = 4; }
  message CallSignRequest { repeated string parameters = 2; }
  message SignAnswer { string signature = 1; }
`);
const CommOpenApiResp = root.lookupType('CommOpenApiResp');

/** The arguments of a call, by name (snake_case, as the SDK sends them). Throws when the bytes are no such frame. */
export function readArguments(frame: Buffer): Record<string, unknown> {
  const decoded = decode('CommApiData', frame) as {
    openapiData?: { pairs?: { key: string; value: Buffer }[] } | null;
  };
  const pairs = decoded.openapiData?.pairs ?? [];
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, JSON.parse(value.toString('utf8')) as unknown]),
  );
}

/** What an internal service is asked for: `getOpenData`, `getVoIPSign` and `getCloudCallSign` go this way. */
export function readServiceRequest(
  frame: Buffer,
  type: 'OpenDataRequest' | 'VoipSignRequest' | 'CallSignRequest',
): unknown {
  const decoded = decode('CommApiData', frame) as { svrkitData?: { reqData?: Buffer } | null };
  return decode(type, decoded.svrkitData?.reqData ?? Buffer.alloc(0));
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

/** The answer of an internal service. */
export function serviceAnswerFrame(type: 'OpenDataAnswer' | 'SignAnswer', answer: object): Uint8Array {
  const Answer = root.lookupType(type);
  const respData = Answer.encode(Answer.create(answer)).finish();
  return CommOpenApiResp.encode(CommOpenApiResp.create({ respData, httpCode: 200 })).finish();
}

/** A refusal by the cloud before WeChat was asked, such as -604101. */
export function refusalFrame(errorCode: number): Uint8Array {
  return CommOpenApiResp.encode(CommOpenApiResp.create({ errorCode })).finish();
}

function decode(type: string, bytes: Buffer): unknown {
  const Type = root.lookupType(type);
  return Type.toObject(Type.decode(bytes), {
    bytes: Buffer,
    defaults: true,
  });
}
