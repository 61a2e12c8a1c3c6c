import type { Cloud } from '../../cloud';
import { callEvent } from '../../cloud/client/call-event';
import { miniProgramUser } from '../../cloud/functions/caller';
import type { OpenDataDesk } from '../../cloud/openapi/open-data';
import type { CloudSwitches } from '../../cloud/switches';
import { asClient } from '../client-error';
import { textOf } from '../fields';
import type { ControlRoutes } from '../router';

export interface CallRoutesOptions {
  cloud: Cloud;
  appid: string;
  openData: OpenDataDesk;
  switches: CloudSwitches;
}

/** Calling a function as `wx.cloud.callFunction` does, in somebody's name. */
export function callRoutes({ cloud, appid, openData, switches }: CallRoutesOptions): ControlRoutes {
  return {
    'POST /call': ({ body }) => {
      const openid = textOf(body, 'openid');
      const name = textOf(body, 'name');
      const userInfo = switches.eventUserInfo === 'present';
      const event = JSON.stringify(callEvent(body['data'], { openid, appid, openData, userInfo }));
      return asClient('cloud.callFunction', async () => ({
        result: JSON.parse(
          await cloud.functions.invoke(name, event, miniProgramUser(openid, appid)),
        ) as unknown,
      }));
    },
  };
}
