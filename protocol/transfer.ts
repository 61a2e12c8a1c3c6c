import { type Static, Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { DAY, exact, ID, LINK, listOf, maybeEmpty, text, whole, word } from './fields';

const KIND = word('students', 'timetable', 'roll_calls');
const FORMAT = word('xlsx', 'csv');

/** A file that was uploaded to be imported (`staff.newUpload` with use `import`); nothing else of storage is read. */
const IMPORT_FILE = Type.String({
  pattern: '^cloud://[^\\s/]{1,100}/import/[0-9]{4}-[0-9]{2}/[0-9A-Za-z]{1,40}\\.(xlsx|csv)$',
  minLength: 25,
  maxLength: 250,
});

/** One thing that is wrong, in the operator's words; row 1 is the header. */
const ROW_ISSUE = exact({ row: whole(1, 10_000), column: maybeEmpty(20), text: maybeEmpty(400) });

/** Function `transfer`: students, timetable and roll calls from and to Excel and CSV. */
export const transfer = {
  /** An empty file with the right columns, base64. */
  importTemplate: reading(
    { kind: KIND, format: FORMAT },
    exact({
      name: text(60),
      content: Type.String({ pattern: '^[0-9A-Za-z+/=]+$', minLength: 1, maxLength: 100_000 }),
    }),
  ),
  /** The dry run: reads the file, names everything that is wrong, changes nothing but remembering what it promised. */
  checkImport: mutating(
    { kind: KIND, fileId: IMPORT_FILE },
    exact({
      importId: ID,
      /** Rows with something in them. */
      rows: whole(1, 10_000),
      /** Would be taken. */
      ready: whole(0, 10_000),
      /** Are there already. */
      known: whole(0, 10_000),
      /** Have something wrong and are left out. */
      bad: whole(0, 10_000),
      issues: listOf(ROW_ISSUE, 300),
      /** Titles of columns that nobody reads. */
      unknownColumns: listOf(maybeEmpty(20), 20),
    }),
  ),
  /** Takes the next rows that the dry run promised; called again, each time with a new requestId, until it is done. */
  importRows: mutating(
    { importId: ID },
    exact({
      state: word('running', 'done'),
      total: whole(0, 10_000),
      done: whole(0, 10_000),
      imported: whole(0, 10_000),
      known: whole(0, 10_000),
      /** Promised rows that could not be taken, since something had changed meanwhile. */
      leftOut: listOf(ROW_ISSUE, 300),
    }),
  ),
  /** Days are included; students need none. */
  exportRows: mutating(
    {
      kind: KIND,
      format: FORMAT,
      courseId: Type.Optional(ID),
      from: Type.Optional(DAY),
      to: Type.Optional(DAY),
    },
    /** The link works for an hour, the file is deleted after a day. */
    exact({ name: text(60), link: LINK, rows: whole(0, 10_000) }),
  ),
  /** The institution's own list of a course, and who of it has been enrolled; without a course, of the latest list. */
  expectedStudents: reading(
    { courseId: Type.Optional(ID) },
    exact({
      courseId: Type.Optional(ID),
      students: listOf(
        exact({
          name: text(20),
          birthYear: whole(1900, 2100),
          studentNo: maybeEmpty(20),
          enrolled: Type.Boolean(),
        }),
        1000,
      ),
    }),
  ),
  forgetExpected: mutating({ courseId: ID }, DONE),
};

export type TransferKind = Static<typeof KIND>;
export type TransferFormat = Static<typeof FORMAT>;
export type RowIssueView = Static<typeof ROW_ISSUE>;
