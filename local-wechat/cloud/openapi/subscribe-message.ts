import { fieldMayHold } from './field-rules';
import type { Mailbox } from './mailbox';

/** A template as it was chosen in the Mini Program's console. */
export interface MessageTemplate {
  id: string;
  /** Names of its fields, e.g. `thing1`. */
  fields: string[];
  /** One accept allows any number of messages until it is taken back. */
  longTerm?: boolean;
}

export interface SubscribeMessageRules {
  mailbox: Mailbox;
  /** Without them any template id and any fields will do. */
  templates?: readonly MessageTemplate[] | undefined;
  /** Pages of the published Mini Program, e.g. `pages/index/index`; without them any page will do. */
  pages?: readonly string[] | undefined;
}

export interface WeChatAnswer {
  errcode: number;
  errmsg: string;
}

const OK: WeChatAnswer = { errcode: 0, errmsg: 'ok' };

/**
 * `subscribeMessage.send` with WeChat's error codes: 40003 touser, 40037 template, 41030 page, 47003 data, 43101 no
 * consent left. Source: "Send subscribe message",
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export function sendSubscribeMessage(
  args: Record<string, unknown>,
  rules: SubscribeMessageRules,
): WeChatAnswer {
  const openid = args['touser'];
  if (typeof openid !== 'string' || !/^[\w-]+$/.test(openid))
    return { errcode: 40003, errmsg: 'invalid openid' };
  const templateId = args['template_id'];
  const template = rules.templates?.find(({ id }) => id === templateId);
  if (typeof templateId !== 'string' || templateId === '' || (rules.templates && !template)) {
    return { errcode: 40037, errmsg: 'invalid template_id' };
  }
  const page = typeof args['page'] === 'string' ? args['page'] : '';
  if (!pageExists(page, rules.pages)) return { errcode: 41030, errmsg: 'invalid page' };
  const data = args['data'];
  const wrongField = wrongFieldOf(data, template);
  if (wrongField !== undefined) {
    return { errcode: 47003, errmsg: `argument invalid! data.${wrongField}.value invalid` };
  }
  const delivered = rules.mailbox.deliver({
    openid,
    templateId,
    page,
    data: data as Record<string, { value: unknown }>,
  });
  return delivered ? OK : { errcode: 43101, errmsg: 'user refuse to accept the msg' };
}

function pageExists(page: string, pages: readonly string[] | undefined): boolean {
  const path = page.split('?')[0] ?? '';
  return path === '' || pages === undefined || pages.includes(path.replace(/^\//, ''));
}

/** The first field that is missing, unknown to the template, or holds what its kind may not. */
function wrongFieldOf(data: unknown, template: MessageTemplate | undefined): string | undefined {
  const given = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const names = Object.keys(given);
  const unknown = template && names.find((name) => !template.fields.includes(name));
  if (unknown !== undefined) return unknown;
  return (template?.fields ?? names).find((name) => {
    const entry = given[name];
    const value = typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : undefined;
    return (typeof value !== 'string' && typeof value !== 'number') || !fieldMayHold(name, String(value));
  });
}
