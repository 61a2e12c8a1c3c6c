import type { PhoneClock } from './clock';
import type { Phone } from './phone';
import type { PhoneServer } from './server-link';

const SYNC_MS = 1000;

interface ClockFacts {
  readonly now: number;
  readonly mode: 'running' | 'frozen';
}

/** Sets the phone's clock by the local WeChat's. A local WeChat that does not answer leaves it as it is. */
async function sync(server: PhoneServer, clock: PhoneClock): Promise<void> {
  try {
    const { now, mode } = await server.control<ClockFacts>('GET', '/clock');
    clock.set(now, mode);
  } catch (error) {
    console.warn('the local WeChat does not tell the time', error);
  }
}

/** Keeps the phone's clock that of the local WeChat; resolves when it is set for the first time. */
export async function followClock({ server, clock }: Pick<Phone, 'server' | 'clock'>): Promise<void> {
  if (!server.hasWeChat) return;
  await sync(server, clock);
  const again = async (): Promise<void> => {
    await sync(server, clock);
    setTimeout(() => void again(), SYNC_MS);
  };
  setTimeout(() => void again(), SYNC_MS);
}
