import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock';
import type { LocalDb } from '../../local-db';

/** A cloudID, and the `code` of the newer way to a phone number, live five minutes. */
const LIFE_MS = 5 * 60_000;

/** How a cloudID is answered; a bad one has the reason in place of data. */
export type OpenData =
  | { cloudID: string; data: Record<string, unknown> }
  | { cloudID: string; errCode: number; errMsg: string };

export interface PhoneNumber {
  phoneNumber: string;
  purePhoneNumber: string;
  countryCode: string;
  watermark: { appid: string; timestamp: number };
}

/**
 * Open data: what a person has let the Mini Program know of her, fetched by the cloud with a short-lived id.
 * Source: "Open data on the server", https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export interface OpenDataDesk {
  /** She pressed the phone number button and agreed: an id for functions and a code for `phonenumber.getPhoneNumber`. */
  sharePhone(openid: string, phoneNumber?: string): { cloudID: string; code: string };
  /** What a function gets for an id, called in the name of `openid`. */
  redeem(cloudID: string, openid: string | undefined): OpenData;
  /** The phone number of a code, which works once; undefined when it is used up, too old or none. */
  redeemCode(code: string): PhoneNumber | undefined;
}

interface Row {
  openid: string;
  at: number;
  phone: string;
}

export function openDataDesk(db: LocalDb, clock: Clock, appid: string): OpenDataDesk {
  db.exec(`
    CREATE TABLE IF NOT EXISTS phone (openid TEXT PRIMARY KEY, number TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS shared_phone (id TEXT PRIMARY KEY, openid TEXT, at INTEGER, phone TEXT);
  `);
  const known = db.prepare('SELECT number FROM phone WHERE openid = ?');
  const remember = db.prepare('INSERT OR REPLACE INTO phone (openid, number) VALUES (?, ?)');
  const insert = db.prepare('INSERT INTO shared_phone (id, openid, at, phone) VALUES (?, ?, ?, ?)');
  const read = db.prepare('SELECT openid, at, phone FROM shared_phone WHERE id = ?');
  const drop = db.prepare('DELETE FROM shared_phone WHERE id = ?');
  const entryOf = (id: string) => read.get(id) as Row | undefined;
  const share = (id: string, openid: string, phone: string): string => {
    insert.run(id, openid, clock.now(), phone);
    return id;
  };
  const phoneOf = ({ phone, at }: Row): PhoneNumber => ({
    phoneNumber: phone,
    purePhoneNumber: phone,
    countryCode: '86',
    watermark: { appid, timestamp: Math.floor(at / 1000) },
  });
  const expired = ({ at }: Row) => clock.now() - at >= LIFE_MS;
  return {
    sharePhone(openid, phoneNumber) {
      if (phoneNumber !== undefined) remember.run(openid, phoneNumber);
      const row = known.get(openid) as { number: string } | undefined;
      const phone = row?.number ?? inventedNumber(openid);
      return {
        cloudID: share(`27_${randomBytes(30).toString('base64url')}`, openid, phone),
        code: share(randomBytes(32).toString('hex'), openid, phone),
      };
    },
    redeem(cloudID, openid) {
      const row = entryOf(cloudID);
      if (!row) return { cloudID, errCode: -601005, errMsg: 'invalid cloudID.' };
      if (expired(row)) return { cloudID, errCode: -601006, errMsg: 'cloudID expired.' };
      if (row.openid !== openid)
        return { cloudID, errCode: -601007, errMsg: 'cloudID and calling user does not match.' };
      return { cloudID, data: { ...phoneOf(row) } };
    },
    redeemCode(code) {
      const row = entryOf(code);
      if (!row) return undefined;
      drop.run(code);
      return expired(row) ? undefined : phoneOf(row);
    },
  };
}

/** Always the same number for the same person, of a block that no operator gives out. */
function inventedNumber(openid: string): string {
  const digits = createHash('sha256').update(openid).digest().readUInt32BE(0) % 100_000_000;
  return `100${String(digits).padStart(8, '0')}`;
}
