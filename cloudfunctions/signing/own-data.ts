import type { learnerData } from '../../protocol/learner-data';
import { runNow } from '../../server/usecases/agenda/run-agenda';
import { advanceErasure } from '../../server/usecases/privacy/advance-erasure';
import { askErasure, erasureView, readErasure } from '../../server/usecases/privacy/ask-erasure';
import { exportMyData } from '../../server/usecases/privacy/export-data';
import { finished, type Handlers } from '../frame/people-function';

export const ownDataHandlers: Handlers<typeof learnerData> = {
  exportMyData: ({ ports, openid }) => exportMyData(ports, openid),
  eraseMyData: finished(
    ({ ports, openid }, data) => askErasure(ports, openid, data),
    async ({ ports }, _data, { dataRequestId }) => {
      await runNow(ports, 'erasure', dataRequestId, advanceErasure);
      return erasureView(ports, dataRequestId);
    },
  ),
  erasure: ({ ports, openid }) => readErasure(ports, openid),
};
