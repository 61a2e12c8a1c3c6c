import { productOn } from '../../../dev/local/product';
import { startLocalWeChat } from '../../../local-wechat';
import { BEGINS } from '../institution';

/**
 * A local WeChat in a process of its own that can be killed at an exact moment: `DATA PORT DIE_AT`, where it ends
 * itself with SIGKILL as the DIE_AT-th thing happens in it (a call of a function, of the database, of WeChat Pay; 0:
 * never). SIGTERM ends it in order.
 */
const [dataDir = '', port = '0', dieAt = '0'] = process.argv.slice(2);
let happened = 0;

const print = process.stdout.write.bind(process.stdout);
// The trace prints one line for everything that happens, between the deed and its answer.
process.stdout.write = () => {
  happened += 1;
  if (happened === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  return true;
};

async function main(): Promise<void> {
  const ports = { control: Number(port) };
  const options = { dataDir, ports, trace: true, clockMode: 'frozen', clockStart: BEGINS } as const;
  const local = await startLocalWeChat(productOn(options));
  process.on('SIGTERM', () => void local.stop().then(() => process.exit(0)));
  print(`${local.facts.control.url}\n`);
}

void main();
