import { signing } from '../../protocol/signing';
import { payPage } from '../../server/usecases/charging/pay-page';
import { closeOrder, closingPreview } from '../../server/usecases/closing/close-order';
import { readOrder } from '../../server/usecases/orders/read-order';
import { listOrders } from '../../server/usecases/signing/list-orders';
import { orderCourse } from '../../server/usecases/signing/order-course';
import { refreshOrder } from '../../server/usecases/signing/refresh';
import { beginSigning, handOutPackage } from '../../server/usecases/signing/sign';
import { addStudent, listStudents, removeStudent } from '../../server/usecases/signing/students';
import { finished, type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';

export const handlers: Handlers<typeof signing> = {
  addStudent: ({ ports, openid }, data) => addStudent(ports, openid, data),
  listStudents: ({ ports, openid }) => listStudents(ports, openid),
  removeStudent: ({ ports, openid }, data) => removeStudent(ports, openid, data),
  order: ({ ports, openid }, data) => orderCourse(ports, openid, data),
  sign: finished(
    ({ ports, openid }, data) => beginSigning(ports, openid, data),
    ({ ports }, data, { attemptNo }) => handOutPackage(ports, data.orderId, attemptNo),
  ),
  refresh: ({ ports, openid }, data) => refreshOrder(ports, openid, data),
  list: ({ ports, openid }, data) => listOrders(ports, openid, data),
  read: ({ ports, openid }, data) => readOrder(ports, openid, data),
  closingPreview: ({ ports, openid }, data) => closingPreview(ports, openid, data),
  close: ({ ports, openid }, data) => closeOrder(ports, openid, data),
  payPage: ({ ports, openid }, data) => payPage(ports, openid, data),
};

export const main = peopleFunction('signing', signing, handlers, CLOUD);
