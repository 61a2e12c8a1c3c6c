import { openSchool } from './school';
import { World } from './world';

/** What one act asks of the database. */
export interface Asked {
  /** Requests over the network: each read, query and write, and the begin and end of each transaction. */
  requests: number;
  /** Documents that were changed, each once: no way of doing the act can do with fewer requests. */
  changed: number;
}

/** A school whose database counts what is asked of it, by the rule of `cloud-store.ts`: one step, one request. */
export async function openCountedSchool(): Promise<{
  world: World;
  asked<T>(act: () => Promise<T>): Promise<Asked & { answer: T }>;
}> {
  let requests = 0;
  let changed = new Set<string>();
  const world = new World({
    beforeStep: ({ action }) => {
      if (action !== 'acknowledge') requests += 1;
    },
    onCommit: (changes) => {
      for (const { name, id } of changes) changed.add(`${name}/${id}`);
    },
  });
  await openSchool(world);
  return {
    world,
    async asked(act) {
      requests = 0;
      changed = new Set();
      const answer = await act();
      return { answer, requests, changed: changed.size };
    },
  };
}
