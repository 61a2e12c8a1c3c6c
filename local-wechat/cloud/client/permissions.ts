import type { Permission } from '../database';

/** What a person in the Mini Program may do by herself; functions may do anything. */
export interface Access {
  read: 'all' | 'own' | 'none';
  write: 'own' | 'none';
}

/**
 * The four basic permissions of a collection, and of storage as a whole. Somebody else's data can never be written.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/database/permission.html and
 * https://docs.cloudbase.net/storage/data-permission
 */
export const ACCESS: Record<Permission, Access> = {
  READONLY: { read: 'all', write: 'own' },
  PRIVATE: { read: 'own', write: 'own' },
  ADMINWRITE: { read: 'all', write: 'none' },
  ADMINONLY: { read: 'none', write: 'none' },
};
