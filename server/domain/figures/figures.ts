import { type Fen, sum } from '../money';

/** Figures that count something. Every one belongs to a day; `docs/reports.md` says to which and why. */
export const COUNTS = [
  // The way from seeing to paying, by the day on which the order was made (views: the day of the view).
  'views',
  'ordered',
  'signed',
  'cameFirst',
  'paidFirst',
  'learnFirstBegun',
  'learnFirstCame',
  'ordinaryBegun',
  'ordinaryCame',
  // By the day of the class.
  'attended',
  'late',
  'absent',
  'onLeave',
  // Units whose objection window was opened, by the day of their last class; objections by the day they were raised.
  'windows',
  'objections',
  'rejected',
  'loweredByObjection',
  'waived',
  // Ends of orders, by their day.
  'completed',
  'closedByPayer',
  'closedInWechat',
  'closedBySilence',
  'closedByInstitution',
  'expired',
  // As things stand: units that are owed, by the day since which they are; units in their window or under objection.
  'owedUnits',
  'openUnits',
] as const;

/** Figures that are money. */
export const AMOUNTS = [
  // Ledger entries, by the day they were booked.
  'chargedFen',
  'loweredFen',
  'collectedFen',
  'elsewhereFen',
  'ordinaryFen',
  'refundedFen',
  'overpaidFen',
  'overpaidBackFen',
  // By the day of the class: its price, what of it is due (its unit is confirmed), and what of that was paid.
  'taughtFen',
  'dueFen',
  'takenFen',
  // As things stand.
  'owedFen',
  'openFen',
] as const;

export type CountName = (typeof COUNTS)[number];
export type AmountName = (typeof AMOUNTS)[number];

/** Figures of one day; what is missing is 0. */
export type Figures = { [K in CountName]?: number } & { [K in AmountName]?: Fen };

/** All figures added up, money by the rules of money. Names whose sum is 0 are left out. */
export function addFigures(all: readonly Figures[]): Figures {
  const counts = COUNTS.map((name) => [name, all.reduce((total, one) => total + (one[name] ?? 0), 0)]);
  const amounts = AMOUNTS.map((name) => [name, sum(all.flatMap((one) => one[name] ?? []))]);
  return Object.fromEntries([...counts, ...amounts].filter(([, value]) => value !== 0)) as Figures;
}
