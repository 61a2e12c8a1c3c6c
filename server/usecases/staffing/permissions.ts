import type { ActionName } from '../../../protocol';
import type { Role } from '../../domain/people/people';

export type StaffAction =
  | ActionName<'staff'>
  | ActionName<'finance'>
  | ActionName<'reports'>
  | ActionName<'transfer'>;

/** How far a role reaches: everything in its campuses, or only the classes one teaches oneself. */
export type Reach = 'campus' | 'own';

const EVERYONE = { owner: 'campus', academic: 'campus', teacher: 'campus', finance: 'campus' } as const;
const OWNER = { owner: 'campus' } as const;
const ACADEMIC = { owner: 'campus', academic: 'campus' } as const;
const OFFICE = { owner: 'campus', academic: 'campus', finance: 'campus' } as const;
const FINANCE = { owner: 'campus', finance: 'campus' } as const;
const CLASSES = { owner: 'campus', academic: 'campus', teacher: 'own' } as const;

/**
 * Who may do what: the one table of permissions. `anyone`: also people who are not staff (yet).
 * Money acts (deciding an objection) belong to academic and owner for the quality of teaching and to finance for
 * the amount; a teacher never decides about his own class.
 */
export const PERMISSIONS: Record<StaffAction, 'anyone' | Partial<Record<Role, Reach>>> = {
  me: 'anyone',
  claimOwner: 'anyone',
  accept: 'anyone',

  readInstitution: EVERYONE,
  saveInstitution: OWNER,
  listPeople: ACADEMIC,
  invite: OWNER,
  changeRoles: OWNER,
  leave: EVERYONE,
  audit: OWNER,
  dataRequests: OWNER,

  listCourses: EVERYONE,
  courseChoices: ACADEMIC,
  readCourse: EVERYONE,
  saveCourse: ACADEMIC,
  publishCourse: ACADEMIC,
  stopSelling: ACADEMIC,

  listClasses: { ...CLASSES, finance: 'campus' },
  readClass: { ...CLASSES, finance: 'campus' },
  checkClasses: ACADEMIC,
  classReach: { ...CLASSES, finance: 'campus' },
  scheduleClass: ACADEMIC,
  scheduleWeekly: ACADEMIC,
  bookSeats: ACADEMIC,
  reschedule: ACADEMIC,
  cancelClass: ACADEMIC,
  saveMaterial: CLASSES,
  rollCall: CLASSES,
  undoMark: CLASSES,

  readHouse: EVERYONE,
  regions: EVERYONE,
  saveHouse: ACADEMIC,
  waitForSeat: ACADEMIC,
  stopWaiting: ACADEMIC,
  waitingList: CLASSES,
  makeUpsDue: ACADEMIC,
  newUpload: EVERYONE,
  checkCourse: ACADEMIC,
  previewCourse: EVERYONE,
  courseVersions: EVERYONE,

  listTasks: EVERYONE,
  finishTask: EVERYONE,
  decideObjection: { ...ACADEMIC, finance: 'campus' },
  addEvidence: { ...ACADEMIC, finance: 'campus' },
  unitEvidence: { ...ACADEMIC, finance: 'campus' },
  courseOrders: { ...ACADEMIC, finance: 'campus' },
  readOrder: { ...ACADEMIC, finance: 'campus' },
  notReached: { ...ACADEMIC, finance: 'campus' },

  workList: FINANCE,
  workCounts: FINANCE,
  readCase: FINANCE,
  evidence: FINANCE,
  askAct: FINANCE,
  decideAct: FINANCE,
  withdrawAct: FINANCE,
  readAct: FINANCE,
  listActs: FINANCE,
  readLimits: FINANCE,
  saveLimits: OWNER,
  listInvoices: FINANCE,
  issueInvoice: FINANCE,
  declineInvoice: FINANCE,
  listRefunds: FINANCE,
  decideRefund: FINANCE,

  figures: OFFICE,
  update: OFFICE,
  reconciliations: FINANCE,
  reconciliation: FINANCE,

  importTemplate: ACADEMIC,
  checkImport: ACADEMIC,
  importRows: ACADEMIC,
  // A teacher only the roll calls of his own classes.
  exportRows: CLASSES,
  expectedStudents: ACADEMIC,
  forgetExpected: ACADEMIC,
};
