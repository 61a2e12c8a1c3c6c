import type { Row } from './rows';
import { byPerson, nameOf, TABLE } from './table';
import { Town } from './town';
import { Visitor } from './visit';

/** The smallest phone is the hardest; `npm run test:sweep` looks at every size, and at large text. */
const NARROW = { width: 360, height: 640 };
const LOOKS = process.env['SWEEP']
  ? [NARROW, { width: 390, height: 844 }, { ...NARROW, font: 23 }]
  : [NARROW];

/** Waiting and failing look alike on every page: that they do so in the dark too is seen on the first of them. */
function themesOf({ page, net }: Row): readonly ('light' | 'dark')[] {
  const alike = net !== undefined && page !== TABLE[0]?.page && !process.env['SWEEP'];
  return alike ? ['light'] : ['light', 'dark'];
}

/** Tests that lead a phone through these rows and look at each page as a person would. */
export function walkThrough(rows: readonly Row[]): void {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  });
  afterAll(() => town?.close());

  describe.each(LOOKS)('on a phone of %o', (look) => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await Visitor.take(town, look);
    });
    afterAll(() => visitor?.close());

    test.each(byPerson(rows).map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
      await visitor.open(row);
      for (const theme of themesOf(row)) {
        await visitor.theme(theme);
        expect(await visitor.inspect()).toEqual([]);
      }
    });
  });
}
