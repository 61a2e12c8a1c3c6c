import type { TouchLike, TouchPoint } from './touches';

/** A finger that strays further has not tapped, in px. */
const TAP_DISTANCE = 10;
/** WeChat developer documents, "event system": a finger that rests longer than 350 ms is a long press. */
const LONG_PRESS_MS = 350;

interface Finger {
  readonly x: number;
  readonly y: number;
  readonly timer: number;
  strayed: boolean;
  long: boolean;
}

/** Sends a gesture to the element under the finger. @returns whether anybody listened to a long press. */
export type SendGesture = (
  type: 'tap' | 'longpress' | 'longtap' | 'canceltap',
  source: TouchLike,
  point: TouchPoint,
) => boolean;

/** Recognises taps and long presses from touches. */
export class Gestures {
  private readonly fingers = new Map<number, Finger>();
  private readonly endListeners = new WeakMap<EventTarget, (event: Event) => void>();

  constructor(
    private readonly view: Window,
    private readonly send: SendGesture,
  ) {}

  start(event: TouchLike): void {
    for (const point of Array.from(event.changedTouches)) {
      const finger: Finger = {
        x: point.clientX,
        y: point.clientY,
        strayed: false,
        long: false,
        timer: this.view.setTimeout(() => {
          finger.long = this.send('longpress', event, point);
          this.send('longtap', event, point);
        }, LONG_PRESS_MS),
      };
      this.fingers.set(point.identifier, finger);
    }
    this.followToTheEnd(event.target);
  }

  move(event: TouchLike): void {
    for (const point of Array.from(event.changedTouches)) {
      const finger = this.fingers.get(point.identifier);
      if (finger === undefined || finger.strayed || !strayed(finger, point)) continue;
      finger.strayed = true;
      this.view.clearTimeout(finger.timer);
      this.send('canceltap', event, point);
    }
  }

  /**
   * The element may leave the document before the finger does; only the element itself still hears it then.
   */
  private followToTheEnd(target: EventTarget | null): void {
    if (target === null || this.endListeners.has(target)) return;
    const end = (event: Event): void => {
      this.endListeners.delete(target);
      for (const type of ['touchend', 'touchcancel']) target.removeEventListener(type, end);
      if ('changedTouches' in event) this.end(event as TouchLike);
    };
    this.endListeners.set(target, end);
    for (const type of ['touchend', 'touchcancel']) target.addEventListener(type, end);
  }

  private end(event: TouchLike): void {
    for (const point of Array.from(event.changedTouches)) {
      const finger = this.fingers.get(point.identifier);
      if (finger === undefined) continue;
      this.fingers.delete(point.identifier);
      this.view.clearTimeout(finger.timer);
      const tapped = event.type === 'touchend' && !finger.long && !finger.strayed && !strayed(finger, point);
      if (tapped) this.send('tap', event, point);
    }
  }
}

function strayed(finger: Finger, point: TouchPoint): boolean {
  return (
    Math.abs(finger.x - point.clientX) > TAP_DISTANCE || Math.abs(finger.y - point.clientY) > TAP_DISTANCE
  );
}
