import type { Numbers } from '../numbers';
import type { Agenda } from '../store/agenda';
import type { Shelf } from '../store/shelf';
import type { Delivery } from './delivery';
import type { EventType } from './events';

/** An event of which a merchant is told. */
export interface PayEvent {
  eventType: EventType;
  url: string;
  subject: string;
  resource: object;
}

/** Writes callbacks down, in the transaction of what happened; `Postman` carries them. */
export class Callbacks {
  constructor(
    private readonly deliveries: Shelf<Delivery>,
    private readonly agenda: Agenda,
    private readonly numbers: Numbers,
    private readonly now: () => number,
    private readonly delaySeconds: () => number,
  ) {}

  tell(event: PayEvent): void {
    const now = this.now();
    const delivery: Delivery = {
      id: this.numbers.eventId(),
      eventType: event.eventType,
      url: event.url,
      subject: event.subject,
      createdAt: now,
      resource: { ...event.resource },
      tries: [],
      state: 'waiting',
    };
    this.deliveries.put(delivery);
    this.agenda.add(now + this.delaySeconds() * 1000, 'deliver', delivery.id);
  }

  all(): Delivery[] {
    return this.deliveries.all();
  }
}
