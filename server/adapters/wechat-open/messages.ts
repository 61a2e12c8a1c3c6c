import type { Log, Messages } from '../../ports/surroundings';
import { type CloudSdk, cloudSdk } from '../cloud-sdk/sdk';
import type { Template } from '../surroundings/settings';
import { fittingField } from './template-fields';

export interface MessagesOptions {
  templates: Readonly<Record<string, Template>>;
  log: Log;
  sdk?: () => Pick<CloudSdk, 'openapi'>;
}

/** 43101: refused, or no accepted message left. */
const NO_QUOTA = 43101;
/** -1: WeChat's system is busy; 45009: the day's calls are used up; 45011: too frequent; -50100x: the cloud's gateway. */
const LATER = [-1, 45009, 45011, -501001, -501002, -501003];

/**
 * WeChat subscribe messages (订阅消息): one accept is one message, and WeChat has no query for what is left.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export function createMessages({ templates, log, sdk = cloudSdk }: MessagesOptions): Messages {
  return {
    async send({ openid, templateKey, page, fields }) {
      const template = Object.hasOwn(templates, templateKey) ? templates[templateKey] : undefined;
      if (template === undefined) {
        log.warn('message_without_template', { templateKey });
        return 'failed';
      }
      try {
        await sdk().openapi.subscribeMessage.send({
          touser: openid,
          templateId: template.id,
          page,
          lang: 'zh_CN',
          data: dataOf(template, fields),
        });
        return 'sent';
      } catch (error) {
        const code = codeOf(error);
        const result = meaningOf(code);
        if (result === 'failed') log.warn('message_refused', { templateKey, code });
        return result;
      }
    },
  };
}

/**
 * WeChat refuses the whole message (47003) for a field that its template does not have, and for one that is missing:
 * names without a mapping are left out, mapped ones without a value are filled in where a text can stand.
 */
function dataOf(template: Template, fields: Record<string, string>): Record<string, { value: string }> {
  const mapping = template.fields ?? Object.fromEntries(Object.keys(fields).map((name) => [name, name]));
  const data: Record<string, { value: string }> = {};
  for (const [name, field] of Object.entries(mapping)) {
    const value = fittingField(field, fields[name] ?? '');
    if (value !== '') data[field] = { value };
  }
  return data;
}

function codeOf(error: unknown): number | undefined {
  const code = typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** An error without a code never reached WeChat, or its answer got lost: try later. */
function meaningOf(code: number | undefined): 'no_quota' | 'failed' | 'busy' {
  if (code === NO_QUOTA) return 'no_quota';
  return code === undefined || LATER.includes(code) ? 'busy' : 'failed';
}
