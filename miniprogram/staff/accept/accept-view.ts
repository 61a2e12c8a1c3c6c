import type { ResponseOf } from '../../../protocol';
import { joined } from '../../format/joined';
import { rolesText } from '../../format/role-names';
import type { Me } from '../me';

/** Joining by an invitation, or the first start of an institution, whose owner has the deployment's code. */
export type Way = 'invited' | 'first';

export interface AcceptWords {
  title: string;
  body: string;
  code: string;
  action: string;
  /** Leads to the other way. */
  other: string;
}

const WORDS: Record<Way, AcceptWords> = {
  invited: {
    title: '加入机构',
    body: '接受后，这个微信号就是你在这里的身份，不用再记密码。',
    code: '邀请码',
    action: '接受邀请',
    other: '第一次启用，我是负责人',
  },
  first: {
    title: '第一次启用',
    body: '用部署时设置的启用码，成为这家机构的负责人。只能用一次。',
    code: '启用码',
    action: '成为负责人',
    other: '我收到的是邀请码',
  },
};

/** @param me who she is here already; her roles are replaced by those of the invitation */
export function acceptWords(way: Way, me: Pick<Me, 'roles'> | undefined): AcceptWords {
  const words = WORDS[way];
  if (way === 'first' || me === undefined || me.roles.length === 0) return words;
  return {
    ...words,
    body: `你现在是${rolesText(me.roles)}。接受后，角色和校区会换成邀请里的。`,
    other: '',
  };
}

/** The code as it is typed or read aloud: without the spaces between its groups. */
export function cleanCode(typed: string): string {
  return typed.replace(/\s/g, '');
}

/** What keeps the form from being sent. */
export function acceptFault(way: Way, code: string, name: string): string | undefined {
  if (!/^[0-9A-Za-z_-]{8,128}$/.test(code)) return `${WORDS[way].code}不完整，请再看一下`;
  if (way === 'first' && name.trim() === '') return '写一下称呼';
  return undefined;
}

/** After it went well. */
export function joinedWords(member: Pick<ResponseOf<'staff', 'accept'>, 'name' | 'roles'>): {
  title: string;
  body: string;
} {
  return { title: `${member.name}，已加入`, body: joined('你的角色', rolesText(member.roles)) };
}
