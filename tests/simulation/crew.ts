import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Asked, Played } from './play';

/** Somebody who lives through one history after another. */
interface Member {
  play(asked: Asked): Promise<Played>;
  leave(): void;
}

/**
 * Lives through many histories in several processes: whoever is free takes the next. What became of them is told in
 * their own order, whichever ends first.
 * @throws Error when a process ends before its history
 */
export async function playAll(
  histories: readonly Asked[],
  workers: number,
  tell: (played: Played) => void,
): Promise<void> {
  const ended = new Map<number, Played>();
  let next = 0;
  let told = 0;
  const work = async (member: Member) => {
    for (let mine = next++; mine < histories.length; mine = next++) {
      ended.set(mine, await member.play(histories[mine] as Asked));
      for (let played = ended.get(told); played !== undefined; played = ended.get(told)) {
        ended.delete(told);
        told += 1;
        tell(played);
      }
    }
  };
  const crew = await Promise.all(
    Array.from({ length: Math.min(workers, histories.length) }, () => join(workers)),
  );
  try {
    await Promise.all(crew.map(work));
  } finally {
    for (const member of crew) member.leave();
  }
}

/** Alone it is done in this process, where a debugger or a profiler sees it. */
async function join(workers: number): Promise<Member> {
  if (workers > 1) return memberOf(fork(path.join(__dirname, 'crew-member.ts')));
  const { play } = await import('./play');
  return { play, leave: () => {} };
}

function memberOf(child: ChildProcess): Member {
  const gone = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`a process of the crew ended with ${code ?? signal}`);
  });
  gone.catch(() => {}); // told to whoever waits for a history; when it leaves nobody does
  return {
    play: async (asked) => {
      child.send(asked);
      const [played] = await Promise.race([once(child, 'message'), gone]);
      return played as Played;
    },
    leave: () => child.disconnect(),
  };
}
