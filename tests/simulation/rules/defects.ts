/** Lines of the log that tell of a defect of the product's own. */
const DEFECT =
  /"event":"(action\.failed|agenda\.failed|answer\.off_protocol|order\.not_at_rest|callback\.not_stored)"/;
/** They tell of a fault that was asked for. */
const ASKED_FOR = /NoAnswer|StoreBusy|so asked|did not answer/;

/** Whatever failed for no reason that lies outside. */
export function defects(logged: readonly string[]): string[] {
  return logged.filter((line) => DEFECT.test(line) && !ASKED_FOR.test(line)).map((line) => `defect: ${line}`);
}
