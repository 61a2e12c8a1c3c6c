import type { ResponseOf } from '../../../protocol';
import { dateText } from '../../format/dates';

/** What is kept of a person, why, and for how long; the whole of it. */
export const KEPT = [
  { title: '学员的称呼和出生年份', note: '核对课程适合的年龄，点名时认人。没报过名的学员可以随时移除。' },
  { title: '订单、点名和扣费记录', note: '每一笔扣费都要说得清原因。按法律规定的年限保存。' },
  { title: '提异议时写的话和图片', note: '只有处理异议的老师和财务看得到。' },
  { title: '微信给的账号编号', note: '用来认出是你，不含手机号、头像和昵称。' },
] as const;

export const NOT_KEPT = ['微信支付分', '没签成的原因', '手机号和位置', '银行卡'] as const;

/** @param needs whether WeChat still has to ask; undefined where it can't be known */
export function consentWords(needs: boolean | undefined): { title: string; action: string } {
  if (needs === undefined) return { title: '用到个人信息前，微信会先问你', action: '' };
  return needs
    ? { title: '你还没有同意隐私说明', action: '看说明并同意' }
    : { title: '你已同意隐私说明', action: '' };
}

/** What is said before her data is erased. */
export const ERASE_WORDS = {
  title: '删除我的信息',
  content:
    '称呼、出生年份、写过的话和图片会删除，不能恢复。合同和付款记录按法律保留，不带称呼。还有课没结束的，会等结束后再删。',
  confirmText: '删除',
  cancelText: '先不删',
} as const;

/** How far an erasure has come. */
export function erasureNote({ state, reason, askedAt }: ResponseOf<'signing', 'erasure'>): string {
  if (state === 'none') return '学完以后，不想留的可以删掉';
  if (state === 'done') return '已经删除';
  const asked = askedAt === undefined ? '' : `${dateText(askedAt)} 登记，`;
  return `${asked}${reason === '' ? '课程结束后自动删除' : reason}`;
}

/** The file she gets. */
export function dataFile({ exportedAt, document }: ResponseOf<'signing', 'exportMyData'>): {
  name: string;
  text: string;
} {
  return { name: `我的信息-${exportedAt.slice(0, 10)}.json`, text: document };
}
