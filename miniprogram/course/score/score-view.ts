/** The three things that WeChat names (WeChat Pay Score, help page); nothing else is known of it. */
export const LOOKED_AT = [
  { icon: 'shield', title: '信用历史', note: '以前的约定有没有按时完成' },
  { icon: 'card', title: '支付行为', note: '是不是常用微信支付' },
  { icon: 'user', title: '微信活跃', note: '平时使用微信的情况' },
] as const;

export const KNOWN = ['你签没签约', '每笔扣费结果'] as const;
export const UNKNOWN = ['你的分数', '没签成的原因'] as const;

export const QUESTIONS = [
  {
    question: '没签成，还能上课吗？',
    answer:
      '能。可以换一种扣费方式再签，支持直接支付的课，也可以每次课上完后自己付。没签成不产生费用，也不会留下记录。',
  },
  {
    question: '在哪里看我的支付分？',
    answer: '在微信里打开“我 › 服务 › 钱包 › 支付分”。只有你自己看得到。',
  },
  {
    question: '在微信里怎么关闭？',
    answer:
      '打开“我 › 服务 › 钱包 › 支付分 › 我的服务”，选择机构的先学后付，就能关闭。在“我的 › 扣费服务设置”里关闭，效果一样，还能先看清应付多少。',
  },
] as const;
