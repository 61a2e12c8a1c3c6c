import { catalog } from '../../protocol/catalog';
import { listCourses } from '../../server/usecases/browsing/list-courses';
import { readCourse } from '../../server/usecases/browsing/read-course';
import { readInstitutionPage } from '../../server/usecases/browsing/read-institution';
import { readShelves } from '../../server/usecases/browsing/read-shelves';
import { recordView } from '../../server/usecases/reporting/record-view';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';

export const handlers: Handlers<typeof catalog> = {
  institution: ({ ports }) => readInstitutionPage(ports),
  shelves: ({ ports }) => readShelves(ports),
  list: ({ ports }, data) => listCourses(ports, data),
  read: async ({ ports, openid }, data) => {
    const page = await readCourse(ports, data);
    await recordView(ports, openid, page.courseId);
    return page;
  },
};

export const main = peopleFunction('catalog', catalog, handlers, CLOUD);
