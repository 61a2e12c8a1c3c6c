import { read } from '../api/call';
import { failureOf } from '../api/failure';
import { type PageProblem, pageProblem } from '../api/page-problem';
import type { Me } from './me';

export { type Me, may } from './me';

type Watcher = (me: Me) => void;

let known: Promise<Me> | undefined;
const watchers = new Set<Watcher>();

/** Who she is here, asked once and kept. @throws Failure */
export function access(): Promise<Me> {
  return known ?? refreshAccess();
}

/** Asks again who she is here: her roles may have changed, or she may have left. @throws Failure */
export function refreshAccess(): Promise<Me> {
  const asked = read('staff', 'me', {});
  known = asked;
  asked.then(
    (me) => {
      for (const watcher of watchers) watcher(me);
    },
    () => {
      if (known === asked) known = undefined;
    },
  );
  return asked;
}

/** Tells who she is now and whenever it is asked again. @returns ends it */
export function watchAccess(watcher: Watcher): () => void {
  watchers.add(watcher);
  // Without an answer the page says what is wrong.
  access().then(watcher, () => undefined);
  return () => watchers.delete(watcher);
}

/** Whoever is not staff, or not any more. */
export const NOT_STAFF: PageProblem = {
  state: 'error',
  title: '你不在这家机构工作',
  body: '如果刚收到邀请，请打开邀请卡片接受。',
  action: '',
};

const NOT_HERS: PageProblem = {
  state: 'error',
  title: '这里由其他同事负责',
  body: '需要的话，请负责人调整你的角色或校区。',
  action: '',
};

/** Any error of a staff page as its state: whoever left meanwhile is told so. */
export async function staffProblem(error: unknown): Promise<PageProblem> {
  if (failureOf(error).code !== 'FORBIDDEN') return pageProblem(error);
  const me = await refreshAccess().catch(() => undefined);
  return me?.roles.length === 0 ? NOT_STAFF : NOT_HERS;
}
