import type { OpenDataDesk } from '../openapi/open-data';

/** "Open data on the server": at most five cloudIDs of one call are replaced. */
const MOST_CLOUD_IDS = 5;

export interface CallEventOptions {
  openid: string;
  appid: string;
  openData: OpenDataDesk;
  /** Adds `userInfo`, as the platform once did. */
  userInfo: boolean;
}

/**
 * The event of a call from the Mini Program. `wx.cloud.CloudID(id)` travels as `{"$cloudID": id}`: at the top level it
 * becomes the open data behind it, deeper down it stays a text.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/open/Cloud.CloudID.html
 */
export function callEvent(data: unknown, options: CallEventOptions): Record<string, unknown> {
  const { openid, appid, openData, userInfo } = options;
  let replaced = 0;
  const event: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(typeof data === 'object' && data !== null ? data : {})) {
    const cloudId = cloudIdOf(value);
    const fresh = cloudId !== undefined && ++replaced <= MOST_CLOUD_IDS;
    event[name] = fresh ? openData.redeem(cloudId, openid) : asTexts(value);
  }
  return userInfo ? { ...event, userInfo: { appId: appid, openId: openid } } : event;
}

function cloudIdOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const id = (value as { $cloudID?: unknown }).$cloudID;
  return typeof id === 'string' && Object.keys(value).length === 1 ? id : undefined;
}

function asTexts(value: unknown): unknown {
  const id = cloudIdOf(value);
  if (id !== undefined) return id;
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asTexts(inner)]));
}
