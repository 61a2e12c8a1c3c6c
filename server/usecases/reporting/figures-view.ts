import type { ResponseOf } from '../../../protocol';
import { conversionRatio, LEAST_BEGUN, LEAST_CAME } from '../../domain/figures/comparison';
import { type AmountName, addFigures, type CountName, type Figures } from '../../domain/figures/figures';
import { type Days, daysBefore } from '../../domain/figures/periods';
import type { DailyFigures } from '../../domain/figures/rows';
import { type Fen, sum, ZERO } from '../../domain/money';
import { dayOf, type Time } from '../../domain/time';

type View = ResponseOf<'reports', 'figures'>;

export function sumOf(figures: Figures, name: AmountName): Fen {
  return figures[name] ?? ZERO;
}

function countOf(figures: Figures, name: CountName): number {
  return figures[name] ?? 0;
}

/** The figures of a period as they are answered. */
export function figuresView(
  figures: Figures,
): Pick<View, 'money' | 'collection' | 'way' | 'attendance' | 'objections' | 'ends'> {
  const amount = (name: AmountName) => sumOf(figures, name);
  const count = (name: CountName) => countOf(figures, name);
  return {
    money: {
      chargedFen: amount('chargedFen'),
      loweredFen: amount('loweredFen'),
      collectedFen: amount('collectedFen'),
      elsewhereFen: amount('elsewhereFen'),
      ordinaryFen: amount('ordinaryFen'),
      refundedFen: amount('refundedFen'),
      overpaidFen: amount('overpaidFen'),
      overpaidBackFen: amount('overpaidBackFen'),
    },
    collection: { taughtFen: amount('taughtFen'), dueFen: amount('dueFen'), takenFen: amount('takenFen') },
    way: {
      ...{ views: count('views'), ordered: count('ordered'), signed: count('signed') },
      ...{ cameFirst: count('cameFirst'), paidFirst: count('paidFirst') },
      ordinary: count('ordinaryBegun'),
    },
    attendance: {
      ...{ attended: count('attended'), late: count('late') },
      ...{ absent: count('absent'), onLeave: count('onLeave') },
    },
    objections: {
      ...{ raised: count('objections'), windows: count('windows'), rejected: count('rejected') },
      ...{ lowered: count('loweredByObjection'), waived: count('waived') },
    },
    ends: {
      ...{
        completed: count('completed'),
        byPayer: count('closedByPayer'),
        inWechat: count('closedInWechat'),
      },
      ...{ bySilence: count('closedBySilence'), byInstitution: count('closedByInstitution') },
      expired: count('expired'),
    },
  };
}

/** Ages of what is owed: days since its window was over, up to and including. */
const AGES = [
  { days: 'to7', from: 0, to: 7 },
  { days: 'to30', from: 8, to: 30 },
  { days: 'to60', from: 31, to: 60 },
  { days: 'over60', from: 61, to: 100_000 },
] as const;

/** What is owed and what is in its window, as things stand; its age is counted from the day of its row. */
export function owedView(rows: readonly DailyFigures[], now: Time): Pick<View, 'open' | 'owed'> {
  const all = addFigures(rows.map((row) => row.figures));
  const today = dayOf(now);
  const ages = AGES.map(({ days, from, to }) => {
    const [first, last] = [daysBefore(today, to), daysBefore(today, from)];
    const figures = rows.filter((row) => row.day >= first && row.day <= last).map((row) => row.figures);
    return {
      days,
      units: figures.reduce((total, one) => total + countOf(one, 'owedUnits'), 0),
      amountFen: sum(figures.map((one) => sumOf(one, 'owedFen'))),
    };
  });
  return {
    open: { units: countOf(all, 'openUnits'), amountFen: sumOf(all, 'openFen') },
    owed: { units: countOf(all, 'owedUnits'), amountFen: sumOf(all, 'owedFen'), ages },
  };
}

export function comparisonView(days: Days, figures: Figures): View['comparison'] {
  const learnFirst = { begun: countOf(figures, 'learnFirstBegun'), came: countOf(figures, 'learnFirstCame') };
  const ordinary = { begun: countOf(figures, 'ordinaryBegun'), came: countOf(figures, 'ordinaryCame') };
  const ratio = conversionRatio(learnFirst, ordinary);
  return {
    ...days,
    ...{ learnFirst, ordinary, leastBegun: LEAST_BEGUN, leastCame: LEAST_CAME },
    ...(ratio === undefined ? {} : { ratio }),
  };
}
