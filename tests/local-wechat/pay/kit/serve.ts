import { join } from 'node:path';
import { startLocalPay } from '../../../../local-wechat/pay';
import { APPID } from './town';

/** A process of its own that serves WeChat Pay until it is killed; tells its facts to the parent. */
const [folder = '.', keysDir = '.'] = process.argv.slice(2);

void startLocalPay({
  file: join(folder, 'pay.db'),
  keysDir,
  clock: { now: Date.now },
  appid: APPID,
  resolveNotifyUrl: (url) => url,
}).then((pay) => process.send?.(pay.facts));
