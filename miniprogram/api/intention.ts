import { newRequestId } from './call';

/**
 * Names of what a person means to do. An intention keeps its name while she tries again, so that nothing happens twice;
 * once it is answered, doing the same again is a new one.
 */
export class Intentions {
  private readonly ids = new Map<string, string>();

  /** @param what the decision with everything it was about, so that another choice is another intention */
  idOf(what: string): string {
    const known = this.ids.get(what);
    if (known !== undefined) return known;
    const id = newRequestId();
    this.ids.set(what, id);
    return id;
  }

  answered(what: string): void {
    this.ids.delete(what);
  }
}
