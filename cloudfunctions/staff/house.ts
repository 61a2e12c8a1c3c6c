import type { staffHouse } from '../../protocol/staff-house';
import { readHouse, saveHouse } from '../../server/usecases/house/house';
import { newUpload } from '../../server/usecases/house/new-upload';
import { readRegions } from '../../server/usecases/house/regions';
import { checkCourse } from '../../server/usecases/teaching/courses/check-course';
import { courseVersions, previewCourse } from '../../server/usecases/teaching/courses/preview-course';
import { makeUpsDue } from '../../server/usecases/teaching/make-ups-due';
import { stopWaitingByStaff, waitByStaff } from '../../server/usecases/waiting/wait-for-seat';
import { readWaitingList } from '../../server/usecases/waiting/waiting-list';
import type { Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const houseHandlers: Handlers<typeof staffHouse> = {
  readHouse: asStaff('readHouse', (ports) => readHouse(ports)),
  regions: asStaff('regions', async (ports) => readRegions(ports)),
  saveHouse: asStaff('saveHouse', (ports, staff, data) => done(saveHouse(ports, staff, data))),
  waitForSeat: asStaff('waitForSeat', waitByStaff),
  stopWaiting: asStaff('stopWaiting', (ports, staff, data) => done(stopWaitingByStaff(ports, staff, data))),
  waitingList: asStaff('waitingList', readWaitingList),
  makeUpsDue: asStaff('makeUpsDue', makeUpsDue),
  newUpload: asStaff('newUpload', async (ports, _staff, data) => newUpload(ports, data)),
  checkCourse: asStaff('checkCourse', checkCourse),
  previewCourse: asStaff('previewCourse', previewCourse),
  courseVersions: asStaff('courseVersions', courseVersions),
};
