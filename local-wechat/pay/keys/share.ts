/** Picks a share of many moments, evenly and the same way every time: at 0.25 every fourth is picked. */
export class Share {
  private saved = 0;

  picks(rate: number): boolean {
    this.saved += rate;
    if (this.saved < 1 - 1e-9) return false;
    this.saved -= 1;
    return true;
  }
}
