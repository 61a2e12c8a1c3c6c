import type { Order, Unit } from '../../../server/domain/order/order';
import type { Chance } from '../chance';
import { MUCH_FEN, PAYERS } from '../house';
import type { Life, SignPage } from '../life';
import type { Act, Acts } from './act';

const PICTURE = 'cloud://lfpl-local.6c66-lfpl-local/objection/page.png';

/** Most often one that runs. */
export function someOrder(life: Life, chance: Chance): Order | undefined {
  const orders = life.at.sight.all('orders');
  const live = orders.filter((order) => ['active', 'closing', 'signing', 'drafted'].includes(order.state));
  return chance.maybe(live.length === 0 || chance.oneIn(6) ? orders : live);
}

/** Does something with one of the orders. */
export function withOrder(act: (life: Life, chance: Chance, order: Order) => Promise<unknown>): Act {
  return async (life, chance) => {
    const order = someOrder(life, chance);
    if (order !== undefined) await act(life, chance, order);
  };
}

/** A unit for which something is so, most often; else any. */
export function someUnit(order: Order, chance: Chance, fits: (unit: Unit) => boolean): Unit | undefined {
  const fitting = order.units.filter(fits);
  return chance.maybe(fitting.length === 0 || chance.oneIn(10) ? order.units : fitting);
}

/** Does something with a unit of the orders; orders that have a fitting one come first. */
export function withUnit(
  fits: (unit: Unit) => boolean,
  act: (life: Life, chance: Chance, order: Order, unit: Unit) => Promise<unknown>,
): Act {
  return async (life, chance) => {
    const fitting = life.at.sight.all('orders').filter((order) => order.units.some(fits));
    const order = chance.maybe(fitting) ?? someOrder(life, chance);
    const unit = order && someUnit(order, chance, fits);
    if (order && unit) await act(life, chance, order, unit);
  };
}

export const enrol: Act = async (life, chance) => {
  const page = await goToWeChatsPage(life, chance);
  if (page !== undefined) await signThere(life, chance, page);
};

/** Somebody orders a course, and is led to WeChat's page. */
export async function goToWeChatsPage(life: Life, chance: Chance): Promise<SignPage | undefined> {
  const openid = chance.pick(PAYERS);
  const course = chance.maybe(life.at.sight.all('courses'));
  if (course === undefined) return;
  const studentId = await studentOf(life, chance, openid);
  const page = await life.ask(chance, openid, 'catalog', 'read', { courseId: course._id });
  if (studentId === undefined || page === undefined) return;
  const rungKey = chance.pick(course.draft.rungs).key;
  const made = await life.ask(chance, openid, 'signing', 'order', {
    ...{ courseId: course._id, studentId, rungKey },
    ...{ contractVersion: page.contract.version, contractHash: page.contract.hash },
  });
  return made && handPage(life, chance, openid, made.orderId, rungKey);
}

async function studentOf(life: Life, chance: Chance, openid: string): Promise<string | undefined> {
  const known = life.at.sight.all('students').filter((student) => student.payerOpenid === openid);
  if (known.length > 0 && !chance.oneIn(3)) return chance.pick(known)._id;
  const relation = known.length === 0 ? 'self' : 'other';
  // Nobody gets the name of somebody whose data was erased: a name that is shown tells whose it is.
  const student = { name: `学员${chance.word(6)}`, birthYear: 1990, relation } as const;
  return (await life.ask(chance, openid, 'signing', 'addStudent', student))?.studentId;
}

async function handPage(life: Life, chance: Chance, openid: string, orderId: string, rungKey: string) {
  const handed = await life.ask(chance, openid, 'signing', 'sign', { orderId, rungKey });
  if (handed === undefined) return;
  const page = { openid, orderId, package: handed.package };
  life.pages.push(page);
  return page;
}

/** Mostly she signs; a page that is left can be come back to. */
async function signThere(life: Life, chance: Chance, page: SignPage): Promise<void> {
  if (chance.oneIn(10)) return;
  life.inWeChat(() => life.at.pay.wechat.sign(page.package, chance.oneIn(10) ? 'leave' : 'sign'));
  const { openid, orderId } = page;
  if (!chance.oneIn(4)) await life.ask(chance, openid, 'signing', 'refresh', { orderId });
}

const signAgain = withOrder(async (life, chance, order) => {
  const version = life.at.sight.get('course_versions', order.versionId);
  const rungKey = chance.maybe(version?.plans ?? [])?.rungKey ?? order.rungKey;
  const page = await handPage(life, chance, order.payerOpenid, order._id, rungKey);
  if (page !== undefined) await signThere(life, chance, page);
});

const signLate: Act = async (life, chance) => {
  const page = chance.maybe(life.pages);
  if (page) life.inWeChat(() => life.at.pay.wechat.sign(page.package, 'sign'));
};

const object = withUnit(
  (unit) => unit.teaching === 'taught',
  (life, chance, order, unit) =>
    life.ask(chance, order.payerOpenid, 'classroom', 'object', {
      ...{ orderId: order._id, unitNo: unit.no, reason: 'quality', text: '老师迟到', pictures: [] },
    }),
);

const addEvidence = withUnit(
  (unit) => unit.teaching === 'objected',
  (life, chance, order, unit) =>
    life.ask(chance, order.payerOpenid, 'classroom', 'addEvidence', {
      ...{ orderId: order._id, unitNo: unit.no, text: '照片', files: [PICTURE] },
    }),
);

const confirm = withUnit(
  (unit) => unit.teaching === 'taught',
  (life, chance, order, unit) =>
    life.ask(chance, order.payerOpenid, 'classroom', 'confirm', { orderId: order._id, unitNo: unit.no }),
);

const startLesson = withOrder(async (life, chance, order) => {
  const openid = order.payerOpenid;
  const seen = await life.ask(chance, openid, 'classroom', 'lessons', { orderId: order._id });
  const free = seen?.lessons.filter((lesson) => lesson.gate !== 'locked') ?? [];
  const lesson = chance.maybe(free);
  if (lesson === undefined) return;
  const confirms = lesson.confirms === undefined ? {} : { confirmsUnit: lesson.confirms.unitNo };
  const asked = { orderId: order._id, lessonNo: lesson.lessonNo };
  await life.ask(chance, openid, 'classroom', 'startLesson', { ...asked, ...confirms });
  if (chance.oneIn(2)) await life.ask(chance, openid, 'classroom', 'finishLesson', asked);
});

const close = withOrder((life, chance, order) =>
  life.ask(chance, order.payerOpenid, 'signing', 'close', { orderId: order._id }),
);

const closeInWeChat: Act = async (life, chance) => {
  const signed = life.at.pay.books().signPlans.filter((plan) => plan.signState === 'SIGNED');
  const plan = chance.maybe(signed);
  if (plan === undefined) return;
  const { wechat } = life.at.pay;
  if (chance.oneIn(3)) life.inWeChat(() => wechat.revokeService(plan.openid, plan.serviceId));
  else life.inWeChat(() => wechat.cancelPlan(plan.signPlanId));
};

/** On WeChat's own page of the service order, or from its list of what is to be paid. */
export const payOnWeChatsPage = withUnit(
  (unit) => unit.collection === 'paying',
  async (life, chance, order, unit) => {
    const asked = { orderId: order._id, unitNo: unit.no };
    if (chance.oneIn(2)) await life.ask(chance, order.payerOpenid, 'signing', 'payPage', asked);
    life.inWeChat(() => life.at.pay.wechat.payNow(order.payerOpenid, unit.outTradeNo));
  },
);

export const payByHand = withUnit(
  (unit) => unit.collection === 'cancelled' || unit.collection === 'refused' || unit.collection === 'none',
  async (life, chance, order, unit) => {
    const openid = order.payerOpenid;
    const asked = await life.ask(chance, openid, 'signing', 'payByHand', {
      orderId: order._id,
      unitNo: unit.no,
    });
    if (asked === undefined) return;
    const { paymentId, parameters: request } = asked;
    life.sheets.push({ openid, paymentId, request });
    if (chance.oneIn(4)) return;
    life.inWeChat(() => life.at.pay.wechat.requestPayment(openid, request, 'pay'));
    if (chance.oneIn(2)) await life.ask(chance, openid, 'signing', 'payment', { paymentId });
  },
);

/** A sheet that was shown long ago is paid after all. */
const payLate: Act = async (life, chance) => {
  const sheet = chance.maybe(life.sheets);
  if (sheet) life.inWeChat(() => life.at.pay.wechat.requestPayment(sheet.openid, sheet.request, 'pay'));
};

const askRefund = withUnit(
  (unit) => (unit.collectedFen ?? 0) > 0,
  (life, chance, order, unit) => {
    const part = chance.oneIn(2) ? {} : { amountFen: 1 + chance.below(unit.collectedFen ?? 1) };
    const asked = { orderId: order._id, unitNo: unit.no, ...part, reason: '没上满' };
    return life.ask(chance, order.payerOpenid, 'signing', 'askRefund', asked);
  },
);

const askInvoice = withOrder(async (life, chance, order) => {
  const openid = order.payerOpenid;
  const could = await life.ask(chance, openid, 'signing', 'invoiceable', { orderId: order._id });
  if (!could?.units.length) return;
  const unitNos = could.units.filter(() => !chance.oneIn(3)).map((unit) => unit.unitNo);
  if (unitNos.length === 0) return;
  await life.ask(chance, openid, 'signing', 'askInvoice', {
    ...{ orderId: order._id, unitNos, titleKind: 'person', title: '李小梅' },
  });
});

const withdrawInvoice: Act = async (life, chance) => {
  const invoice = chance.maybe(life.at.sight.all('invoices').filter((one) => one.state === 'asked'));
  const order = invoice && life.at.sight.get('orders', invoice.orderId);
  if (invoice && order)
    await life.ask(chance, order.payerOpenid, 'signing', 'withdrawInvoice', { invoiceId: invoice._id });
};

/** Looks at everything about her order: nobody else's, and nothing off the protocol. */
const lookAround = withOrder(async (life, chance, order) => {
  const openid = chance.oneIn(8) ? chance.pick(PAYERS) : order.payerOpenid;
  const { _id: orderId } = order;
  const look = chance.pick(['read', 'list', 'refunds', 'closingPreview', 'invoices'] as const);
  if (look === 'list') await life.ask(chance, openid, 'signing', 'list', {});
  else await life.ask(chance, openid, 'signing', look, { orderId });
  await life.ask(chance, openid, 'classroom', chance.pick(['inbox', 'upcoming'] as const), {});
  await life.ask(chance, openid, 'classroom', 'orderStatement', { orderId });
  const unit = chance.maybe(order.units);
  if (unit) await life.ask(chance, openid, 'classroom', 'statement', { orderId, unitNo: unit.no });
});

const seatActs: Act = async (life, chance) => {
  const order = someOrder(life, chance);
  const classes = life.at.sight.all('classes').filter((one) => one.courseId === order?.courseId);
  const ahead = classes.filter((one) => one.state === 'scheduled');
  const chosen = chance.maybe(ahead.length === 0 ? classes : ahead);
  if (order === undefined || chosen === undefined) return;
  const asked = { classId: chosen._id, orderId: order._id };
  const { payerOpenid: openid } = order;
  const act = chance.pick(['askLeave', 'takeSeat', 'waitForSeat', 'stopWaiting'] as const);
  if (act === 'askLeave') await life.ask(chance, openid, 'classroom', act, { ...asked, reason: '有事' });
  else await life.ask(chance, openid, 'classroom', act, asked);
};

const erase: Act = async (life, chance) => {
  const openid = chance.pick(PAYERS);
  if (chance.oneIn(2)) await life.ask(chance, openid, 'signing', 'exportMyData', {});
  await life.ask(chance, openid, 'signing', 'eraseMyData', {});
};

export const LEARNERS: Acts = {
  'somebody enrols': enrol,
  'she signs on a rung': signAgain,
  'a page left open is signed': signLate,
  'she looks for news': withOrder((life, chance, order) =>
    life.ask(chance, order.payerOpenid, 'signing', 'refresh', { orderId: order._id }),
  ),
  'she looks around': lookAround,
  'she goes on unsigned': withOrder((life, chance, order) =>
    life.ask(chance, order.payerOpenid, 'signing', 'payEachClass', { orderId: order._id }),
  ),
  'she objects': object,
  'she adds evidence': addEvidence,
  'she confirms': confirm,
  'she starts a lesson': startLesson,
  'she moves in the timetable': seatActs,
  'she closes': close,
  'she closes inside WeChat': closeInWeChat,
  "she pays on WeChat's page": payOnWeChatsPage,
  'she pays by hand': payByHand,
  'an old sheet is paid': payLate,
  'she asks money back': askRefund,
  'she asks for an invoice': askInvoice,
  'she withdraws an invoice': withdrawInvoice,
  'she asks for erasure': erase,
  'her standing changes': async (life, chance) =>
    life.at.pay.people.put(chance.pick(PAYERS), { score: chance.pick([590, 640, 720]) }),
  'money runs out': async (life, chance) =>
    life.at.pay.people.put(chance.pick(PAYERS), { balanceFen: chance.pick([0, 1, 5_000]) }),
  'money comes in': async (life, chance) =>
    life.at.pay.people.put(chance.pick(PAYERS), { balanceFen: MUCH_FEN }),
};
