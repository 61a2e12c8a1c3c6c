import { failureOf } from './failure';

/** What `page-state` shows when a page could not be loaded. */
export interface PageProblem {
  state: 'error';
  title: string;
  body: string;
  action: string;
}

const TITLES: Record<string, { title: string; body?: string; final?: boolean }> = {
  OFFLINE: { title: '网络断开了', body: '已排的课和扣费计划不受影响。' },
  TIMEOUT: { title: '等得有点久' },
  NOT_FOUND: { title: '这里没有内容', body: '可能换了微信号，或者链接不完整。', final: true },
};

/** Any error as the state of a page: what happened in a line, a sentence, and a way on where there is one. */
export function pageProblem(error: unknown): PageProblem {
  const failure = failureOf(error);
  const known = TITLES[failure.code];
  return {
    state: 'error',
    title: known?.title ?? '这一页没有打开',
    body: known?.body ?? failure.text,
    action: known?.final ? '' : '再试一次',
  };
}

/** An error of something she did, where the page stays as it is. */
export function showFailure(error: unknown): void {
  wx.showToast({ title: failureOf(error).text, icon: 'none', duration: 3000 });
}
