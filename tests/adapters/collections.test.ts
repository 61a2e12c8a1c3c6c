import collections from '../../server/collections.json';
import type { CollectionName } from '../../server/ports/store';

/** `satisfies` makes the compiler refuse a missing or an invented name. */
const NAMES = Object.keys({
  institutions: 0,
  students: 0,
  staff: 0,
  staff_invitations: 0,
  courses: 0,
  course_versions: 0,
  orders: 0,
  locks: 0,
  classes: 0,
  seats: 0,
  waiting: 0,
  lesson_progress: 0,
  ledger: 0,
  payments: 0,
  refunds: 0,
  reconciliations: 0,
  order_days: 0,
  daily_figures: 0,
  course_views: 0,
  view_marks: 0,
  view_days: 0,
  figures_state: 0,
  acts: 0,
  invoices: 0,
  intents: 0,
  notifications: 0,
  agenda: 0,
  pushes: 0,
  push_quota: 0,
  tasks: 0,
  requests: 0,
  audit: 0,
  data_requests: 0,
  transfers: 0,
  expected_students: 0,
} satisfies Record<CollectionName, 0>);

describe('collections.json, from which the database is set up', () => {
  test('names exactly the collections of the store', () => {
    expect(collections.map((collection) => collection.name).sort()).toEqual(NAMES.sort());
  });

  test('lets nobody in but functions', () => {
    expect(new Set(collections.map((collection) => collection.permission))).toEqual(new Set(['ADMINONLY']));
  });

  test('names every index once and gives each at least one field', () => {
    for (const { indexes } of collections) {
      expect(new Set(indexes.map((index) => index.name)).size).toBe(indexes.length);
      for (const index of indexes) expect(index.keys.length).toBeGreaterThan(0);
    }
  });

  test('makes due work one indexed question', () => {
    const agenda = collections.find((collection) => collection.name === 'agenda');
    const fields = agenda?.indexes.map((index) => index.keys.map((key) => key.field).join());
    expect(fields).toEqual(expect.arrayContaining(['dueAt', 'kind,dueAt']));
  });
});
