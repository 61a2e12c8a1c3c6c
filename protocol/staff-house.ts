import { type Static, Type } from '@sinclair/typebox';
import { DONE, FAULTS, mutating, reading } from './action';
import { COURSE_PAGE } from './catalog';
import { COURSE_CONTENT, RUNG_VIEW, VERDICT } from './course-view';
import { DAY, exact, ID, KEY, LINK, listOf, maybeEmpty, TIME, text, whole, word } from './fields';

const ROOMS = listOf(exact({ campusId: KEY, name: text(120), capacity: whole(1, 1000) }), 300);
const HOLIDAYS = listOf(exact({ day: DAY, name: text(20) }), 400);

const WAITING_ROW = exact({
  orderId: ID,
  studentName: maybeEmpty(20),
  since: TIME,
  /** 1 is next. */
  place: whole(1, 1000),
});

/** Actions of `staff` about the house: rooms, holidays, waiting lists, leave, files, course previews. */
export const staffHouse = {
  readHouse: reading({}, exact({ rooms: ROOMS, holidays: HOLIDAYS })),
  /** Regions an institution can be in, and what their rules say there today. */
  regions: reading(
    {},
    exact({
      regions: listOf(
        exact({
          key: KEY,
          name: text(20),
          /** An institution that takes prepayments can't offer 先学后付 here at all. */
          oneMode: Type.Boolean(),
          /** In the order in which they decide; `source` is a public text that says so. */
          rules: listOf(
            exact({ ruleId: text(60), text: text(200), from: DAY, source: Type.Optional(LINK) }),
            40,
          ),
        }),
        40,
      ),
    }),
  ),
  /** Weekly classes skip holidays; a class never has more places than its room. */
  saveHouse: mutating({ rooms: ROOMS, holidays: HOLIDAYS }, DONE),
  /** Puts an order on the waiting list of a full class; a seat that is given back goes to the first of it. */
  waitForSeat: mutating({ classId: ID, orderId: ID }, exact({ place: whole(1, 1000) })),
  stopWaiting: mutating({ classId: ID, orderId: ID }, DONE),
  waitingList: reading({ classId: ID }, exact({ waiting: listOf(WAITING_ROW, 1000) })),
  /** Who asked for leave from a class or missed it and still has a class left: for make-up classes. */
  makeUpsDue: reading(
    { courseId: ID },
    exact({
      orders: listOf(
        exact({
          orderId: ID,
          studentName: maybeEmpty(20),
          missed: listOf(
            exact({ classId: ID, title: text(60), startsAt: TIME, mark: word('absent', 'on_leave') }),
            50,
          ),
          classesLeft: whole(0, 500),
          /** Seats booked from now on. */
          booked: whole(0, 500),
        }),
        500,
      ),
    }),
  ),
  /** Where a file goes in cloud storage: `wx.cloud.uploadFile({cloudPath})` gives its file id. */
  newUpload: reading(
    {
      use: word('cover', 'lesson', 'material', 'roll_call', 'proof', 'objection', 'invoice', 'import'),
      name: text(100),
    },
    exact({ cloudPath: Type.String({ minLength: 1, maxLength: 200 }) }),
  ),
  /** Faults, price lists and what the region says of an unsaved draft, while one types. */
  checkCourse: reading(
    {
      courseId: Type.Optional(ID),
      campusIds: listOf(KEY, 100, 1),
      region: KEY,
      category: KEY,
      content: COURSE_CONTENT,
    },
    exact({ faults: FAULTS, rungs: listOf(RUNG_VIEW, 5), verdict: VERDICT }),
  ),
  /** The course page of the saved draft, as a learner would see it. */
  previewCourse: reading({ courseId: ID }, COURSE_PAGE),
  /** Every frozen version of a course and how many running orders it has. */
  courseVersions: reading(
    { courseId: ID },
    exact({
      versions: listOf(
        exact({
          version: whole(1, 10_000),
          title: text(60),
          totalFen: whole(0, 100_000_000),
          publishedAt: TIME,
          onSale: Type.Boolean(),
          runningOrders: whole(0, 100_000),
        }),
        200,
      ),
    }),
  ),
};

export type WaitingRow = Static<typeof WAITING_ROW>;
