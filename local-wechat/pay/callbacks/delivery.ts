import type { EventType } from './events';

/** One callback on its way to a merchant, with every try of it. */
export interface Delivery {
  /** Id of the envelope, 36 characters. */
  id: string;
  eventType: EventType;
  url: string;
  /** Number of the order, sign plan or refund that it is about. */
  subject: string;
  createdAt: number;
  /** What is encrypted: the entity as it was when the event happened. */
  resource: Record<string, unknown>;
  tries: Try[];
  /** `given-up`: the retry table is at its end. `lost`: a fault keeps it from ever arriving. */
  state: 'waiting' | 'delivered' | 'given-up' | 'lost';
  /** Waits until another callback has overtaken it. */
  heldBack?: boolean;
  /** Its SIGNTEST probe has been sent. */
  probed?: boolean;
  /** The faults of its first moment have been drawn. */
  drawn?: boolean;
}

export interface Try {
  at: number;
  /** HTTP status, or nothing when there was no answer in time. */
  status?: number;
  /** What was wrong with it on purpose. */
  flaw?: string;
}
