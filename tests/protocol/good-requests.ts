import type { ActionName, FunctionName, RequestOf } from '../../protocol';
import { calligraphy, classRequest, INSTITUTION } from '../usecases/school';

const requestId = 'request-0001';
const ORDER = { orderId: 'o123' };
const UNIT = { orderId: 'o123', unitNo: 1 };
const PLACE = { classId: 'k123', orderId: 'o123' };
const COURSE_HEAD = { campusIds: ['north'], region: 'guangdong', category: 'calligraphy' };
const PAGE = { cursor: 'MUAyMDI2', limit: 20 };
const STUDENT = { name: '李小梅', birthYear: 1990, relation: 'child' } as const;
const ROLES: { roles: ('teacher' | 'academic')[]; campusIds: string[] } = {
  roles: ['teacher', 'academic'],
  campusIds: ['north'],
};
const { startsAt: _startsAt, makeUp: _makeUp, orderIds: _orderIds, ...CLASS } = classRequest('c123', '');

const { title: _title, material: _material, ...CHECKED } = CLASS;

const MATERIAL: RequestOf<'staff', 'saveMaterial'>['material'] = [
  { kind: 'text', title: '预习', text: '看第一课' },
  { kind: 'pdf', title: '字帖', fileId: 'cloud://env.bucket/a.pdf' },
];

const INVOICE_TITLE = {
  titleKind: 'organisation' as const,
  ...{ title: '某某公司', taxNumber: '91350100M000100Y43', email: 'a@b.cn' },
};

/** One request of every action that is as complete as can be and right. An action without one does not compile. */
export const GOOD_REQUESTS: { [F in FunctionName]: { [A in ActionName<F>]: RequestOf<F, A> } } = {
  catalog: {
    institution: {},
    shelves: {},
    list: { region: 'guangdong', campusId: 'north', category: 'calligraphy', search: '行书 刘', ...PAGE },
    read: { courseId: 'c123' },
  },
  'score-gate': { offers: { courseId: 'c123', studentId: 's123' } },
  signing: {
    addStudent: { ...STUDENT, requestId },
    listStudents: {},
    removeStudent: { studentId: 's123', requestId },
    order: {
      ...{ courseId: 'c123', studentId: 's123', rungKey: 'per-class', campusId: 'north', requestId },
      contractVersion: 1,
      contractHash: 'ab'.repeat(32),
    },
    sign: { ...ORDER, rungKey: 'per-class', requestId },
    refresh: ORDER,
    list: PAGE,
    read: ORDER,
    closingPreview: ORDER,
    close: { ...ORDER, requestId },
    payPage: UNIT,
    payEachClass: { ...ORDER, requestId },
    payByHand: { ...UNIT, requestId },
    payment: { paymentId: 'o123P1' },
    askRefund: { ...UNIT, amountFen: 100, reason: '老师没来', requestId },
    refunds: ORDER,
    invoiceable: ORDER,
    askInvoice: { ...ORDER, unitNos: [1], ...INVOICE_TITLE, requestId },
    invoices: ORDER,
    exportMyData: {},
    eraseMyData: { requestId },
    erasure: {},
    withdrawInvoice: { invoiceId: 'o123V1', requestId },
  },
  finance: {
    workList: { kind: 'owing', ...PAGE },
    workCounts: {},
    readCase: UNIT,
    evidence: UNIT,
    askAct: {
      ...{ ...UNIT, kind: 'refund', amountFen: 4000, refundId: 'o123R1', requestId },
      ...{ paidAt: '2026-03-07T19:00:00+08:00', proof: ['cloud://env.bucket/a.png'], reason: '换了老师' },
    },
    decideAct: { actId: 'a123', approve: true, reason: '属实', requestId },
    withdrawAct: { actId: 'a123', requestId },
    readAct: { actId: 'a123' },
    listActs: { state: 'asked', orderId: 'o123', ...PAGE },
    readLimits: {},
    saveLimits: { fourEyesAboveFen: 50_000, objectionDays: 5, silenceDays: 45, requestId },
    listInvoices: { state: 'issued', ...PAGE },
    issueInvoice: {
      ...{ invoiceId: 'o123V1', number: '24442000000012345678', amountFen: 100, requestId },
      fileId: 'cloud://env.bucket/a.pdf',
    },
    declineInvoice: { invoiceId: 'o123V1', explanation: '抬头不对', requestId },
    listRefunds: { state: 'asked', ...PAGE },
    decideRefund: { refundId: 'o123R1', approve: true, amountFen: 100, explanation: '情况属实', requestId },
  },
  reports: {
    figures: { period: 'month', campusId: 'north', courseId: 'c123' },
    update: { requestId },
    reconciliations: { before: '2026-03-08', limit: 10 },
    reconciliation: { day: '2026-03-07' },
  },
  classroom: {
    inbox: PAGE,
    markRead: { pushIds: ['k-abc-1'], requestId },
    upcoming: PAGE,
    readClass: { classId: 'k123' },
    confirm: { ...UNIT, requestId },
    object: {
      ...UNIT,
      reason: 'quality',
      text: '老师没来',
      pictures: ['cloud://env.bucket/a.png'],
      requestId,
    },
    addEvidence: { ...UNIT, text: '有签到照片', files: ['cloud://env.bucket/a.png'], requestId },
    askLeave: { ...PLACE, reason: '生病', requestId },
    waitForSeat: { ...PLACE, requestId },
    stopWaiting: { ...PLACE, requestId },
    openClasses: ORDER,
    takeSeat: { ...PLACE, requestId },
    statement: UNIT,
    evidence: UNIT,
    orderStatement: ORDER,
    contract: ORDER,
    lessons: ORDER,
    startLesson: { ...ORDER, lessonNo: 2, confirmsUnit: 1, requestId },
    lessonProgress: { ...ORDER, lessonNo: 2, seconds: 600, requestId },
    finishLesson: { ...ORDER, lessonNo: 2, requestId },
    templates: {},
    subscribed: { templateKey: 'class', accepted: true, requestId },
  },
  staff: {
    me: {},
    claimOwner: { code: 'the-code-of-the-first-start', name: '林校长', requestId },
    readInstitution: {},
    saveInstitution: { ...INSTITUTION, requestId },
    listPeople: {},
    invite: { name: '王老师', ...ROLES, requestId },
    accept: { code: 'ABCDEFGHJKLM', requestId },
    changeRoles: { staffId: 'o-teacher', ...ROLES, requestId },
    leave: { staffId: 'o-teacher', requestId },
    audit: PAGE,
    dataRequests: {},
    listCourses: {},
    courseChoices: {},
    readCourse: { courseId: 'c123' },
    saveCourse: {
      ...{
        courseId: 'c123',
        revision: 3,
        campusIds: ['north'],
        region: 'guangdong',
        category: 'calligraphy',
        requestId,
      },
      content: calligraphy({
        cover: 'cloud://env.bucket/cover.png',
        pictures: ['cloud://env.bucket/room.png'],
        lessons: [{ title: '第一讲', minutes: 30, content: ['cloud://env.bucket/1.mp4'] }],
        rungs: [{ key: 'stages', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [5, 5] } }],
      }),
    },
    publishCourse: { courseId: 'c123', requestId },
    stopSelling: { courseId: 'c123', requestId },
    listClasses: {
      from: '2026-03-01T00:00:00+08:00',
      to: '2026-03-08T00:00:00+08:00',
      campusId: 'north',
      courseId: 'c123',
    },
    readClass: { classId: 'k123' },
    scheduleClass: {
      ...classRequest('c123', '2026-03-07T19:00:00+08:00', { orderIds: ['o123'] }),
      requestId,
    },
    scheduleWeekly: {
      ...{ ...CLASS, fromDay: '2026-03-01', weekdays: [1, 3], startsAtClock: '19:00', count: 20, requestId },
      skipDays: ['2026-04-05'],
    },
    checkClasses: {
      ...{ ...CHECKED, startsAt: '2026-03-07T19:00:00+08:00', makeUp: true, orderIds: ['o123'] },
      weekly: {
        ...{ fromDay: '2026-03-01', weekdays: [1, 3], startsAtClock: '19:00', count: 20 },
        skipDays: ['2026-04-05'],
      },
    },
    classReach: { classId: 'k123' },
    bookSeats: { classId: 'k123', orderIds: ['o123'], requestId },
    reschedule: {
      ...{
        classId: 'k123',
        startsAt: '2026-03-07T19:00:00+08:00',
        place: '302',
        teacherId: 'o-teacher',
        requestId,
      },
    },
    cancelClass: { classId: 'k123', reason: '台风', requestId },
    saveMaterial: { classId: 'k123', material: MATERIAL, requestId },
    rollCall: {
      classId: 'k123',
      marks: [
        {
          ...{ seatId: 'k123-o123', mark: 'late', note: '堵车', actId: 'phone-1' },
          ...{ pictures: ['cloud://env.bucket/a.png'], markedAt: '2026-03-07T19:00:00+08:00' },
        },
      ],
      requestId,
    },
    undoMark: { seatId: 'k123-o123', requestId },
    readHouse: {},
    regions: {},
    saveHouse: {
      rooms: [{ campusId: 'north', name: '301 教室', capacity: 12 }],
      holidays: [{ day: '2026-10-01', name: '国庆节' }],
      requestId,
    },
    waitForSeat: { ...PLACE, requestId },
    stopWaiting: { ...PLACE, requestId },
    waitingList: { classId: 'k123' },
    makeUpsDue: { courseId: 'c123' },
    newUpload: { use: 'cover', name: 'cover.png' },
    checkCourse: { courseId: 'c123', ...COURSE_HEAD, content: calligraphy() },
    previewCourse: { courseId: 'c123' },
    courseVersions: { courseId: 'c123' },
    listTasks: { state: 'open', kinds: ['seat_on_hold', 'plan_ending'], ...PAGE },
    finishTask: { taskId: 'objection:o123:1', requestId },
    decideObjection: { ...UNIT, kind: 'lowered', chargeFen: 5000, explanation: '少上半小时', requestId },
    addEvidence: { ...UNIT, text: '有签到照片', files: ['cloud://env.bucket/a.png'], requestId },
    unitEvidence: UNIT,
    courseOrders: { courseId: 'c123', ...PAGE },
    readOrder: ORDER,
    notReached: PAGE,
  },
  transfer: {
    importTemplate: { kind: 'students', format: 'xlsx' },
    checkImport: { kind: 'timetable', fileId: 'cloud://env.bucket/import/2026-03/a.csv', requestId },
    importRows: { importId: 't123', requestId },
    exportRows: {
      ...{ kind: 'roll_calls', format: 'csv', courseId: 'c123', requestId },
      ...{ from: '2026-03-01', to: '2026-03-31' },
    },
    expectedStudents: { courseId: 'c123' },
    forgetExpected: { courseId: 'c123', requestId },
  },
};
