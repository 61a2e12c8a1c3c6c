import { setTimeout as pause } from 'node:timers/promises';
import { Surprise } from '../../dev/local/control-client';
import { PatientClient } from '../settings/patient-client';

/** A call of a function, in real ms. */
export interface Timed {
  what: string;
  ms: number;
  /** Died, ran too long, or was busy: somebody has to try again. */
  failed: boolean;
}

/** Twelve tries are then longer than CloudBase keeps a dead worker's transaction, 30 s. */
const PAUSE_MS = 2_500;

/** A crowd's phones: every call is timed, and who meets a dead worker tries again, under the same requestId. */
export class CrowdClient extends PatientClient {
  readonly timed: Timed[] = [];

  protected override async tryOnce<T>(body: {
    name: string;
    data: { action: string };
  }): Promise<T | Surprise> {
    const began = performance.now();
    const answer = await super.tryOnce<T>(body);
    const failed = answer instanceof Surprise || (answer as { ok: boolean }).ok === false;
    this.timed.push({ what: `${body.name}.${body.data.action}`, ms: performance.now() - began, failed });
    return answer;
  }

  /** The clock stands while a crowd is busy: only a person may move it. */
  protected override pause(): Promise<void> {
    return this.breathe();
  }

  /** What a dead worker holds is held in real time. */
  async breathe(): Promise<void> {
    await pause(PAUSE_MS);
  }
}
