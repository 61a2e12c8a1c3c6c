import { createHmac } from 'node:crypto';
import type { Origin } from '../functions/invocation';
import type { OpenDataDesk } from './open-data';
import { readServiceRequest, serviceAnswerFrame } from './wire';

/** An internal service of WeChat: bytes in, bytes out, in the name of the person whose call the function serves. */
export type Service = (frame: Buffer, origin: Origin) => Uint8Array;

/** `cloud.getOpenData`: the data behind cloudIDs; one that is wrong, expired or of somebody else says so in its place. */
function openDataService(desk: OpenDataDesk): Service {
  return (frame, origin) => {
    const { cloudIds } = readServiceRequest(frame, 'OpenDataRequest') as { cloudIds: string[] };
    const openid = origin.kind === 'invocation' ? origin.invocation.caller.openid : undefined;
    const items = cloudIds.map((cloudId) => ({
      cloudId,
      json: JSON.stringify(desk.redeem(cloudId, openid)),
    }));
    return serviceAnswerFrame('OpenDataAnswer', { items });
  };
}

/** A signature that is the same for the same parameters; there is no voice chat here that would check it. */
function signature(appid: string, parts: unknown[]): Uint8Array {
  const text = [appid, ...parts].join('\n');
  return serviceAnswerFrame('SignAnswer', {
    signature: createHmac('sha1', appid).update(text).digest('hex'),
  });
}

/** The services that wx-server-sdk calls by their internal names. */
export function openServices(desk: OpenDataDesk, appid: string): Record<string, Service> {
  return {
    ApiGetOpenDataByCloudId: openDataService(desk),
    ApiVoipSign: (frame) => {
      const { groupId, nonce, timestamp } = readServiceRequest(frame, 'VoipSignRequest') as Record<
        string,
        unknown
      >;
      return signature(appid, [groupId, nonce, timestamp]);
    },
    GetCloudCallSign: (frame) => {
      const { parameters } = readServiceRequest(frame, 'CallSignRequest') as { parameters: string[] };
      return signature(appid, parameters);
    },
  };
}
