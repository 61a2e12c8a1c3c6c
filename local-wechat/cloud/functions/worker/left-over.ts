/**
 * Work that a function left behind when `main` returned. The cloud freezes the instance at that moment, so such
 * work happens later, or never; here it is named instead.
 */
export interface LeftOverWatch {
  /** Names what keeps the event loop alive now and did not before `main` was called. */
  find(): Promise<string[]>;
}

/** The worker's own plumbing: its first line of output opens a port to the main thread. */
const PLUMBING = new Set(['MessagePort']);

function activeResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (!PLUMBING.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

const NAMES: Record<string, string> = {
  Timeout: 'a timer (setTimeout or setInterval)',
  Immediate: 'a setImmediate',
  TCPSocketWrap: 'an open network request',
  TLSWrap: 'an open network request',
  GetAddrInfoReqWrap: 'a host name look-up',
  FSReqCallback: 'file access',
  FSReqPromise: 'file access',
};

export function watchLeftOvers(): LeftOverWatch {
  const before = activeResources();
  return {
    async find() {
      // Two turns of the event loop: a request that was begun but not awaited opens its socket in the first one,
      // and sockets that have just been given back to the keep-alive pool leave the list.
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const left = new Set<string>();
      for (const [type, count] of activeResources()) {
        if (count > (before.get(type) ?? 0)) left.add(NAMES[type] ?? type);
      }
      return [...left];
    },
  };
}
