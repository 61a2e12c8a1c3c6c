import { signing } from '../../protocol/signing';
import { payPage } from '../../server/usecases/charging/pay-page';
import { closeOrder, closingPreview } from '../../server/usecases/closing/close-order';
import { readOrder } from '../../server/usecases/orders/read-order';
import { enrolOrdinary } from '../../server/usecases/paying/enrol-ordinary';
import { beginPayment, handOutPayment, paymentState } from '../../server/usecases/paying/pay-by-hand';
import { askRefund } from '../../server/usecases/refunding/ask-refund';
import { listRefunds } from '../../server/usecases/refunding/list-refunds';
import { listOrders } from '../../server/usecases/signing/list-orders';
import { orderCourse } from '../../server/usecases/signing/order-course';
import { refreshOrder } from '../../server/usecases/signing/refresh';
import { beginSigning, handOutPackage } from '../../server/usecases/signing/sign';
import { addStudent, listStudents, removeStudent } from '../../server/usecases/signing/students';
import { finished, type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';
import { learnerInvoiceHandlers } from './invoices';
import { ownDataHandlers } from './own-data';

export const handlers: Handlers<typeof signing> = {
  ...learnerInvoiceHandlers,
  ...ownDataHandlers,
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
  payEachClass: ({ ports, openid }, data) => enrolOrdinary(ports, openid, data),
  payByHand: finished(
    ({ ports, openid }, data) => beginPayment(ports, openid, data),
    ({ ports }, _data, { paymentId }) => handOutPayment(ports, paymentId),
  ),
  payment: ({ ports, openid }, data) => paymentState(ports, openid, data),
  askRefund: ({ ports, openid }, data) => askRefund(ports, openid, data),
  refunds: ({ ports, openid }, data) => listRefunds(ports, openid, data),
};

export const main = peopleFunction('signing', signing, handlers, CLOUD);
