import type { financeActs } from '../../protocol/finance-acts';
import { actView } from '../../server/usecases/acting/act-view';
import { advanceAct } from '../../server/usecases/acting/advance-act';
import { askAct } from '../../server/usecases/acting/ask-act';
import { actHere, decideAct, withdrawAct } from '../../server/usecases/acting/decide-act';
import { readLimits, saveLimits } from '../../server/usecases/acting/limits';
import { listActs } from '../../server/usecases/acting/list-acts';
import { runNow } from '../../server/usecases/agenda/run-agenda';
import { advanceRefund } from '../../server/usecases/refunding/advance-refund';
import { readCase } from '../../server/usecases/worklist/read-case';
import { readWorkCounts } from '../../server/usecases/worklist/work-counts';
import { readWorkList } from '../../server/usecases/worklist/work-list';
import { type Call, finished, type Handlers } from '../frame/people-function';

export const actHandlers: Handlers<typeof financeActs> = {
  workList: ({ ports, openid }, data) => readWorkList(ports, openid, data),
  workCounts: ({ ports, openid }) => readWorkCounts(ports, openid),
  readCase: ({ ports, openid }, data) => readCase(ports, openid, data),
  askAct: finished(({ ports, openid }, data) => askAct(ports, openid, data), carriedOn),
  decideAct: finished(({ ports, openid }, data) => decideAct(ports, openid, data), carriedOn),
  withdrawAct: finished(({ ports, openid }, data) => withdrawAct(ports, openid, data.actId), carriedOn),
  readAct: async ({ ports, openid }, { actId }) => {
    await actHere(ports, openid, 'readAct', actId);
    return actView(ports, openid, actId);
  },
  listActs: ({ ports, openid }, data) => listActs(ports, openid, data),
  readLimits: ({ ports, openid }) => readLimits(ports, openid),
  saveLimits: ({ ports, openid }, data) => saveLimits(ports, openid, data),
};

/** An approved act is carried out at once, while its asker waits; the agenda does what is left. */
async function carriedOn({ ports, openid }: Call, _data: unknown, { actId }: { actId: string }) {
  await runNow(ports, 'act', actId, advanceAct);
  const act = await ports.store.get('acts', actId);
  if (act?.state === 'running' && act.refundId !== undefined) {
    await runNow(ports, 'refund', act.refundId, advanceRefund);
  }
  return actView(ports, openid, actId);
}
