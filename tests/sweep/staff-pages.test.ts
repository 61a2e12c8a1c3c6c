import { TABLE } from './table';
import { walkThrough } from './walk';

describe('pages of staff', () => {
  const rows = TABLE.filter(({ page }) => page.startsWith('staff/'));

  test('are many', () => expect(rows.length).toBeGreaterThan(100));
  walkThrough(rows);
});
