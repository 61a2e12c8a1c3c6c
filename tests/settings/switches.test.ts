import { castsOf } from './cases/casts';
import { type Row, rowOf, tableOf } from './cases/report';
import { switchCases } from './cases/switch-cases';
import { Stand } from './stand';
import { play, playUndisturbed, type Undisturbed } from './trial';

describe('The product under every value of every switch', () => {
  let stand: Stand;
  let undisturbed: Undisturbed;
  const rows: Row[] = [];
  beforeAll(async () => {
    stand = await Stand.open();
    undisturbed = await playUndisturbed(stand, castsOf());
  });
  afterAll(async () => {
    await stand.close();
    process.stdout.write(`${tableOf(rows)}\n`);
  });

  const cases = switchCases().map((one) => [one.trial.name, one] as const);
  test.each(cases)('%s', async (name, { trial, trusts, passes }) => {
    const own = trusts === 'both' ? stand : await Stand.open(trusts);
    try {
      const row = rowOf(name, await play(own, trial, undisturbed), passes);
      rows.push(row);
      expect(row).toEqual({ name, outcome: row.outcome, failed: false });
    } finally {
      if (own !== stand) await own.close();
    }
  });
});
