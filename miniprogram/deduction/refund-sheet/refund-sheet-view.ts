import { fenOf, yuan } from '../../format/money';

/** What is wrong with a request for a refund, in words; undefined when it can be sent. */
export function refundProblem(
  reason: string,
  part: boolean,
  amount: string,
  mostFen: number,
): string | undefined {
  if (part) {
    const fen = fenOf(amount);
    if (fen === undefined || fen < 1) return '写上想退多少。';
    if (fen > mostFen) return `最多退 ${yuan(mostFen)}。`;
  }
  return reason.trim() === '' ? '写一句原因，机构才好答复。' : undefined;
}

/** The amount that is asked for; undefined for all of it. Whole fen. */
export function askedFen(part: boolean, amount: string): number | undefined {
  return part ? fenOf(amount) : undefined;
}
