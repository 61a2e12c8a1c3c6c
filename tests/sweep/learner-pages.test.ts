import { TABLE } from './table';
import { walkThrough } from './walk';

/** In a file of its own, so that the pages of learners and of staff are led through side by side. */
describe('pages of learners', () => {
  const rows = TABLE.filter(({ page }) => !page.startsWith('staff/'));

  test('are many', () => expect(rows.length).toBeGreaterThan(100));
  walkThrough(rows);
});
