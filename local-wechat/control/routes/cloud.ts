import type { OpenDataDesk } from '../../cloud/openapi/open-data';
import { CLOUD_SWITCHES, type CloudSwitchBoard } from '../../cloud/switches';
import { ControlError } from '../control-error';
import { oneOf, textOf } from '../fields';
import type { ControlRoutes } from '../router';

/** Switches of the cloud, and what people let the Mini Program know of themselves. */
export function cloudRoutes(switches: CloudSwitchBoard, openData: OpenDataDesk): ControlRoutes {
  return {
    'GET /switches/cloud': () => ({ switches: switches.now, says: sentences() }),
    'PUT /switches/cloud': ({ body }) => ({ switches: switches.set(body) }),
    'POST /wechat/phone-number': ({ body }) => {
      const openid = textOf(body, 'openid');
      const outcome = oneOf(body, 'outcome', ['allow', 'deny'] as const);
      const number = body['phoneNumber'];
      if (number !== undefined && (typeof number !== 'string' || !/^\d{5,15}$/.test(number))) {
        throw new ControlError('BAD_FIELD', '"phoneNumber" must be a text of 5 to 15 digits.');
      }
      if (outcome === 'deny') return { errMsg: 'getPhoneNumber:fail user deny' };
      return { errMsg: 'getPhoneNumber:ok', ...openData.sharePhone(openid, number) };
    },
  };
}

function sentences(): Record<string, string> {
  return Object.fromEntries(Object.entries(CLOUD_SWITCHES).map(([name, { says }]) => [name, says]));
}
