import type { ResponseOf } from '../../../protocol';

export type Template = ResponseOf<'classroom', 'templates'>['templates'][number];

export interface QuotaView {
  title: string;
  note: string;
  action: string;
}

/** WeChat takes at most three templates in one dialog (Mini Program, wx.requestSubscribeMessage). */
export const MOST_AT_ONCE = 3;

/** WeChat sends one message for each acceptance, so what is left is said, and how to get more. */
export function quotaView(templates: readonly Template[]): QuotaView {
  const left = templates.find(({ key }) => key === 'class')?.remaining ?? 0;
  return {
    title: '上课和扣费，微信通知我',
    note: left === 0 ? '点一次收一条，都会留在上课通知里' : `还能收到 ${left} 条上课通知，再点一次多一条`,
    action: left === 0 ? '开启' : '再加一条',
  };
}

/** What the dialog answered for each of our templates; what it doesn't name was not shown. */
export function answersOf(
  templates: readonly Template[],
  result: Readonly<Record<string, string>>,
): { key: string; accepted: boolean }[] {
  return templates.flatMap(({ key, templateId }) => {
    const answer = result[templateId];
    return answer === undefined ? [] : [{ key, accepted: answer === 'accept' }];
  });
}
