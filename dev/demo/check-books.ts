import type { ResponseOf } from '../../protocol';
import { balances } from '../../server/domain/ledger/balances';
import { verifyChain } from '../../server/domain/ledger/chain';
import type { LedgerEntry } from '../../server/domain/ledger/entry';
import type { ControlClient } from '../local/control-client';

type Statement = ResponseOf<'classroom', 'orderStatement'>;
type Order = ResponseOf<'signing', 'read'>;

/** What WeChat Pay has taken, as its own books tell. */
interface WeChatBooks {
  orders: { outOrderNo: string; state: string; totalAmount?: number; transactionId?: string }[];
  transactions: { transactionId: string; outTradeNo?: string; amount: number }[];
  totals: { collected: number; owing: number; refunded: number };
}

export interface LearnerBooks {
  name: string;
  openid: string;
  orderId: string;
  /** What the story says must have been charged, fen. */
  expectedFen: number;
}

export interface BooksReport {
  statements: { name: string; statement: Statement }[];
  incomeFen: number;
  collectedByWeChatFen: number;
  /** Everything that does not agree; empty when the books are right. */
  faults: string[];
}

/**
 * Reads every learner's statement as she would, WeChat Pay's own books, and compares them to the fen: chains, sums,
 * each transaction in both books, and what the story says was owed.
 */
export async function checkBooks(
  control: ControlClient,
  learners: readonly LearnerBooks[],
): Promise<BooksReport> {
  const books = await control.get<WeChatBooks>('/books');
  const statements = await Promise.all(
    learners.map(async ({ name, openid, orderId }) => ({
      name,
      statement: await control.call(openid, 'classroom', 'orderStatement', { orderId }),
      order: await control.call(openid, 'signing', 'read', { orderId }),
    })),
  );
  const entries = statements.flatMap(({ statement }) => entriesOf(statement));
  const account = balances(entries);
  const incomeFen = account.income.creditFen - account.income.debitFen;
  const faults = [
    ...statements.flatMap(({ name, statement }) => chainFaults(name, statement)),
    ...statements.flatMap(({ name, statement }, i) =>
      amountFaults(name, statement, learners[i]?.expectedFen ?? 0),
    ),
    ...statements.flatMap(({ name, statement, order }) => unitFaults(name, statement, order)),
    ...transactionFaults(entries, books),
    ...serviceOrderFaults(books),
    ...(incomeFen === books.totals.collected
      ? []
      : [`income ${incomeFen}, WeChat Pay took ${books.totals.collected}`]),
    ...(books.totals.owing === 0 ? [] : [`WeChat Pay still waits for ${books.totals.owing} fen`]),
  ];
  return { statements, incomeFen, collectedByWeChatFen: books.totals.collected, faults };
}

/** The statement's entries as the ledger holds them: the id is made of order and number. */
function entriesOf(statement: Statement): LedgerEntry[] {
  const { orderId, institutionId } = statement;
  return statement.entries.map(
    (entry) => ({ ...entry, _id: `${orderId}-${entry.seq}`, orderId, institutionId }) as LedgerEntry,
  );
}

function chainFaults(name: string, statement: Statement): string[] {
  const check = verifyChain(entriesOf(statement), statement.head);
  return check.ok ? [] : [`${name}: ledger entry ${check.seq} is ${check.reason}`];
}

function amountFaults(name: string, statement: Statement, expectedFen: number): string[] {
  const collected = entriesOf(statement)
    .filter((entry) => entry.kind === 'collect')
    .reduce((sum, entry) => sum + entry.amountFen, 0);
  const faults: string[] = [];
  if (collected !== expectedFen) faults.push(`${name}: ${collected} fen collected, ${expectedFen} expected`);
  if (collected !== statement.chargedFen) {
    faults.push(`${name}: the order says ${statement.chargedFen} fen, its ledger ${collected}`);
  }
  return faults;
}

/** Each unit was charged what the order says of it, and nothing else. */
function unitFaults(name: string, statement: Statement, order: Order): string[] {
  return order.units.flatMap((unit) => {
    const collected = entriesOf(statement)
      .filter((entry) => entry.kind === 'collect' && entry.unitNo === unit.no)
      .reduce((sum, entry) => sum + entry.amountFen, 0);
    const charged = unit.status === 'paid' ? (unit.chargeFen ?? 0) : 0;
    return charged === collected
      ? []
      : [`${name}: unit ${unit.no} says ${charged} fen, its ledger entries ${collected}`];
  });
}

/** WeChat Pay's own two books agree: what an order was completed with is what was taken for it. */
function serviceOrderFaults({ orders, transactions }: WeChatBooks): string[] {
  const taken = new Map(transactions.map((t) => [t.transactionId, t.amount]));
  return orders.flatMap(({ outOrderNo, totalAmount, transactionId }) => {
    if (transactionId === undefined || taken.get(transactionId) === totalAmount) return [];
    const amounts = `${totalAmount} completed, ${taken.get(transactionId) ?? 'nothing'} taken`;
    return [`service order ${outOrderNo}: ${amounts}, transaction ${transactionId}`];
  });
}

/** Every transaction stands in both books with the same amount: nothing lost, nothing twice. */
function transactionFaults(entries: readonly LedgerEntry[], books: WeChatBooks): string[] {
  const ours = new Map<string, number>();
  for (const { kind, why, amountFen } of entries) {
    if (kind !== 'collect') continue;
    const id = why.transactionId ?? 'none';
    ours.set(id, (ours.get(id) ?? 0) + amountFen);
  }
  const theirs = new Map(books.transactions.map((t) => [t.transactionId, t.amount]));
  const ids = new Set([...ours.keys(), ...theirs.keys()]);
  return [...ids].flatMap((id) => {
    const [us, them] = [ours.get(id), theirs.get(id)];
    return us === them
      ? []
      : [`transaction ${id}: ${us ?? 'nothing'} with us, ${them ?? 'nothing'} at WeChat Pay`];
  });
}
