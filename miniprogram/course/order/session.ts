import type { CoursePage } from '../../../protocol/catalog';
import { Intentions } from '../../api/intention';

/** What the order page knows and its template need not: one for each page that is open. */
export interface Session {
  courseId: string;
  orderId: string;
  course?: CoursePage;
  /** Asked for by the page she came from. */
  way: string;
  /** She is on WeChat's sign page. */
  away: boolean;
  /** Rungs on which she has been to WeChat's sign page. */
  tried: string[];
  intentions: Intentions;
}

export function newSession(query: Record<string, string | undefined> = {}): Session {
  return {
    courseId: query['id'] ?? '',
    orderId: query['order'] ?? '',
    way: query['pay'] === 'direct' ? 'direct' : (query['rung'] ?? ''),
    away: false,
    tried: [],
    intentions: new Intentions(),
  };
}
