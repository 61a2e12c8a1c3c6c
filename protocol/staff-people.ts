import { type Static, Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { CURSOR, exact, KEY, listOf, maybeEmpty, OPENID, PAGE, TIME, text, whole, word } from './fields';

export const ROLE = word('owner', 'academic', 'teacher', 'finance');
const ROLES = listOf(ROLE, 4, 1);
const CAMPUS_IDS = listOf(KEY, 100);

/** A code a person types. */
const CODE = Type.String({ pattern: '^[0-9A-Za-z_-]{8,128}$', minLength: 8, maxLength: 128 });

const MEMBER = {
  staffId: OPENID,
  name: text(20),
  roles: listOf(ROLE, 4),
  /** Empty: every campus. */
  campusIds: CAMPUS_IDS,
};

const INSTITUTION_FIELDS = {
  name: text(40),
  /** School licence number, shown on the course page. */
  licence: maybeEmpty(60),
  servicePhone: maybeEmpty(30),
  region: KEY,
  mode: word('pay-after', 'prepaid'),
  campuses: listOf(exact({ id: KEY, name: text(40), address: maybeEmpty(120), region: KEY }), 100, 1),
};

const FACT = Type.Union([Type.String({ maxLength: 500 }), whole(-1e12, 1e12), Type.Boolean()]);

const AUDIT_ENTRY = exact({
  at: TIME,
  /** Empty: no person, a rule whose time had come. */
  byName: maybeEmpty(20),
  action: Type.String({ maxLength: 60 }),
  subject: Type.String({ maxLength: 160 }),
  /** The subject in names: a person, a course, a class, a student with her course; empty for the house itself. */
  about: maybeEmpty(120),
  /** The facts that are other than before, field by field; `campuses.tianhe.address`. */
  changes: listOf(
    exact({
      field: Type.String({ maxLength: 200 }),
      before: Type.Optional(FACT),
      after: Type.Optional(FACT),
    }),
    100,
  ),
  /** So many more facts have changed than are named. */
  furtherChanges: whole(0, 100_000),
});

/** Actions of `staff` about the institution and its people. */
export const staffPeople = {
  /** Who the caller is here, and which actions her roles allow. Not a member: empty, without `staffId`. */
  me: reading(
    {},
    exact({
      staffId: Type.Optional(OPENID),
      name: maybeEmpty(20),
      roles: listOf(ROLE, 4),
      campusIds: CAMPUS_IDS,
      actions: listOf(Type.String({ maxLength: 40 }), 200),
    }),
  ),
  /** The first start: whoever presents the deployment's code becomes the owner, while there is none. */
  claimOwner: mutating({ code: CODE, name: text(20) }, exact({ staffId: OPENID })),
  readInstitution: reading({}, exact(INSTITUTION_FIELDS)),
  saveInstitution: mutating(INSTITUTION_FIELDS, DONE),
  listPeople: reading(
    {},
    exact({ people: listOf(exact({ ...MEMBER, state: word('active', 'left') }), 500) }),
  ),
  /** A code for one person, shown once; only its hash is kept. */
  invite: mutating(
    { name: text(20), roles: ROLES, campusIds: CAMPUS_IDS },
    exact({ code: CODE, expiresAt: TIME }),
  ),
  accept: mutating({ code: CODE }, exact(MEMBER)),
  changeRoles: mutating({ staffId: OPENID, roles: ROLES, campusIds: CAMPUS_IDS }, exact(MEMBER)),
  /** Ends a membership: one's own, or by the owner another's. The last owner stays. */
  leave: mutating({ staffId: OPENID }, DONE),
  /** What was done, newest first. */
  audit: reading(PAGE, exact({ entries: listOf(AUDIT_ENTRY, 50), nextCursor: Type.Optional(CURSOR) })),
};

export type AuditEntryView = Static<typeof AUDIT_ENTRY>;
export type StaffRole = Static<typeof ROLE>;
