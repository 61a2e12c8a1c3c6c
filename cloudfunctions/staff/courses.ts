import type { staffCourses } from '../../protocol/staff-courses';
import { ensurePlans } from '../../server/usecases/charging/ensure-plans';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import { courseChoices } from '../../server/usecases/teaching/courses/course-choices';
import { publishCourse } from '../../server/usecases/teaching/courses/publish-course';
import { listStaffCourses, readStaffCourse } from '../../server/usecases/teaching/courses/read-courses';
import { saveCourse } from '../../server/usecases/teaching/courses/save-course';
import { stopSelling } from '../../server/usecases/teaching/courses/stop-selling';
import { finished, type Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const courseHandlers: Handlers<typeof staffCourses> = {
  listCourses: asStaff('listCourses', (ports, staff) => listStaffCourses(ports, staff)),
  courseChoices: asStaff('courseChoices', (ports, staff) => courseChoices(ports, staff)),
  readCourse: asStaff('readCourse', (ports, staff, data) => readStaffCourse(ports, staff, data.courseId)),
  saveCourse: asStaff('saveCourse', saveCourse),
  publishCourse: finished(
    async ({ ports, openid }, data) =>
      publishCourse(ports, await authorisedMember(ports, openid, 'publishCourse'), data.courseId),
    async ({ ports }, _data, kept) => {
      if (!kept.published) return { published: false, faults: kept.faults };
      // At once, so that the course is on sale when the editor looks again; the agenda does what is left.
      await ensurePlans(ports, kept.versionId);
      return { published: true, versionId: kept.versionId, version: kept.version, faults: [] };
    },
  ),
  stopSelling: asStaff('stopSelling', (ports, staff, data) => done(stopSelling(ports, staff, data.courseId))),
};
