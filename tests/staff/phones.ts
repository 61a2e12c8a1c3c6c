import type { STAFF } from '../../dev/demo/institution';
import { Living } from '../learners/living';
import type { Hand } from '../phone/browser';

type Role = keyof typeof STAFF;

/** Phones of staff and learners side by side, in one living institution. Put away after each test. */
export class Phones {
  private readonly hands: Hand[] = [];

  private constructor(readonly living: Living) {}

  static async open(): Promise<Phones> {
    return new Phones(await Living.open());
  }

  /** A member of staff at a page of hers; the first page by default. */
  staff(role: Role, page = 'staff/home/home'): Promise<Hand> {
    return this.of(this.living.stage.staff[role], page);
  }

  /** Anybody at a page. @param desk a phone beside which it lies, so that cards sent from one arrive on the other */
  async of(openid: string, page = '', desk?: Hand): Promise<Hand> {
    const hand = await this.living.handOf(openid, page, desk);
    this.hands.push(hand);
    return hand;
  }

  async putAway(): Promise<void> {
    for (const hand of this.hands.splice(0)) await hand.close();
  }

  async close(): Promise<void> {
    await this.putAway();
    await this.living.close();
  }
}
