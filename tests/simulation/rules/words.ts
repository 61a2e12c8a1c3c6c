import { REFUSALS } from '../../../local-wechat/pay/errors';
import { PAYERS, STAFF } from '../house';
import type { Institution } from '../institution';
import type { Shown } from '../trace';

const EVERYBODY = [...PAYERS, ...Object.values(STAFF)];
/** What stands for the name of whoever had her data erased. */
const ERASED = '已删除';
/** WeChat's words about a person; a learner never sees them. */
const RISK = [REFUSALS.assessment.message, REFUSALS.overdueOrders.message];

/** No learner sees a risk reason or somebody else's data; no log holds a full openid or what WeChat encrypted. */
export function wordsRules({ store, trace }: Institution): string[] {
  const names = store.all('students').map(({ name, payerOpenid }) => ({ name, payerOpenid }));
  const shown = trace.shown.filter((one) => PAYERS.includes(one.openid));
  return [
    ...shown.flatMap((one) => leaks(one, names)),
    ...trace.logged
      .filter((line) => EVERYBODY.some((openid) => line.includes(openid)) || line.includes('"ciphertext"'))
      .map((line) => `a log line tells too much: ${line}`),
  ];
}

function leaks(shown: Shown, students: readonly { name: string; payerOpenid: string }[]): string[] {
  const { openid, what, answer } = shown;
  const others = EVERYBODY.filter((one) => one !== openid);
  const theirs = students.filter((student) => student.payerOpenid !== openid && student.name !== ERASED);
  const seen = [
    ...others.filter((one) => answer.includes(one)),
    ...theirs.map((student) => student.name).filter((name) => answer.includes(`"${name}"`)),
    ...RISK.filter((words) => answer.includes(words)),
  ];
  return seen.map((words) => `${what} showed ${openid}: ${words}`);
}
