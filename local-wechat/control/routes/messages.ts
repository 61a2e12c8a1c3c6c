import type { Mailbox } from '../../cloud/openapi/mailbox';
import type { MessageTemplate } from '../../cloud/openapi/subscribe-message';
import { ControlError } from '../control-error';
import { textOf, textsOf } from '../fields';
import type { ControlRoutes } from '../router';

/** `wx.requestSubscribeMessage` asks for at most three templates at once. */
const MOST_TEMPLATES = 3;

/** The subscribe dialog, and the messages that people have got. */
export function messageRoutes(
  mailbox: Mailbox,
  templates: readonly MessageTemplate[] | undefined,
): ControlRoutes {
  const longTerm = (id: string) => templates?.find((template) => template.id === id)?.longTerm === true;
  return {
    'POST /wechat/subscribe': ({ body }) => {
      const openid = textOf(body, 'openid');
      const templateIds = textsOf(body, 'templateIds');
      const unknown =
        templates && templateIds.find((id) => !templates.some((template) => template.id === id));
      if (unknown !== undefined)
        throw new ControlError('20001', `No template "${unknown}" in this Mini Program.`);
      if (templateIds.length === 0 || templateIds.length > MOST_TEMPLATES) {
        throw new ControlError('20003', `1 to ${MOST_TEMPLATES} templates can be asked for at once.`);
      }
      const accepted = acceptedOf(body['accept'], templateIds);
      for (const id of templateIds) mailbox.answer(openid, id, accepted.includes(id), longTerm(id));
      return Object.fromEntries(templateIds.map((id) => [id, accepted.includes(id) ? 'accept' : 'reject']));
    },
    'GET /messages': ({ query }) => ({ messages: mailbox.messages(query.get('openid') ?? undefined) }),
  };
}

/** `accept`: all or none by a truth, or a list of those accepted. */
function acceptedOf(accept: unknown, templateIds: string[]): string[] {
  if (accept === true) return templateIds;
  if (accept === false) return [];
  if (Array.isArray(accept)) return templateIds.filter((id) => accept.includes(id));
  throw new ControlError(
    'BAD_FIELD',
    '"accept" must be true, false, or a list of the accepted template ids.',
  );
}
