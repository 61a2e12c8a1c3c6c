import { fen } from '../money';
import { MINORS, type Region, type Rule } from './rule';

const OFF_CAMPUS_2022 = 'http://news.hexun.com/2022-12-29/207561740.html';
const DOUBLE_REDUCTION_2021 = 'https://www.cititic.com/news/mm/1625532-20210724.htm';
const LAUNCH_2023 = 'https://ticker.tv/news/wechat-pay-launches-learn-first-pay-later-feature/325465/';

/** The whole country. */
const NATIONAL: readonly Rule[] = [
  {
    id: 'national-academic-2021-07',
    region: 'national',
    from: '2021-07-24',
    effect: { kind: 'refused', audiences: MINORS, subjects: ['academic'] },
    source: DOUBLE_REDUCTION_2021,
    text: '面向中小学生和学龄前儿童的学科类课程不在本平台开设。',
    note:
      'General Offices of the CPC Central Committee and the State Council, 2021-07-24. Licensed non-profit ' +
      'academic training still exists; this product does not serve it.',
    verified: true,
  },
  {
    id: 'national-foreign-language-2021-07',
    region: 'national',
    from: '2021-07-28',
    effect: { kind: 'refused', audiences: MINORS, subjects: ['language'] },
    source: 'http://www.yaitest.com/news/detail.html?id=981',
    text: '面向中小学生和学龄前儿童的外语课程按学科类管理，不在本平台开设。',
    note:
      'Ministry of Education, 教监管厅函〔2021〕3号: foreign languages count as academic. For preschool the ' +
      'opinion of 2021-07-24 names them itself. Adults may learn what they like.',
    verified: true,
  },
  {
    id: 'national-preschool-online-2021-07',
    region: 'national',
    from: '2021-07-24',
    effect: { kind: 'no_online', audiences: ['preschool'] },
    source: DOUBLE_REDUCTION_2021,
    text: '不得面向学龄前儿童开展线上培训。',
    note: 'The same opinion, on children of 3 to 6. Digital content is online training too.',
    verified: true,
  },
  {
    id: 'national-end-of-class-2022-12',
    region: 'national',
    from: '2022-12-29',
    effect: { kind: 'end_of_class', audiences: MINORS, offline: '20:30', online: '21:00' },
    source: OFF_CAMPUS_2022,
    text: '面向中小学生的非学科类课程，线下最晚 20:30、线上最晚 21:00 下课。',
    note: 'Ministry of Education and 12 more bodies, on non-academic off-campus training. Does not bind adults.',
    verified: true,
  },
  {
    id: 'national-prepay-cap-2022-12',
    region: 'national',
    from: '2022-12-29',
    effect: {
      kind: 'prepay_cap',
      audiences: MINORS,
      months: 3,
      classHours: 60,
      maxFen: fen(500_000),
    },
    source: OFF_CAMPUS_2022,
    text: '预收费一次不得超过 3 个月或 60 课时，且不得超过 5000 元。',
    note: 'The same opinion. Concerns prepaid parts only; nothing of 先学后付 is taken in advance.',
    verified: true,
  },
  {
    id: 'national-encouraged-2022-12',
    region: 'national',
    from: '2022-12-29',
    effect: { kind: 'encouraged' },
    source: OFF_CAMPUS_2022,
    text: '国家鼓励先提供培训服务后收费。',
    note: 'The same opinion; it also forbids training loans, so no screen may call this a loan or an instalment.',
    verified: true,
  },
  {
    id: 'national-platform-2025-03',
    region: 'national',
    from: '2025-03-26',
    effect: { kind: 'advice', audiences: MINORS },
    source: 'https://jtj.zs.gov.cn/gkmlpt/content/2/2504/post_2504435.html',
    text: '面向中小学生的培训收费要纳入全国监管平台，上线前请先向当地教育部门确认。',
    note:
      'Ministry of Education, rules of the national platform, as told by Zhongshan in April 2025. The ' +
      "platform's own pay-after ran on another wallet then; later status is not known.",
    verified: true,
  },
  {
    id: 'wechat-nationwide-2023-11',
    region: 'national',
    from: '2023-11-01',
    effect: { kind: 'open' },
    source: 'https://chuangxin.chinadaily.com.cn/a/202312/06/WS65703c92a310d5acd8771e78.html',
    text: '据报道微信支付先学后付已面向全国机构，尚未见到官方名单。',
    note: 'Press of December 2023, no list by WeChat found: opens nothing until someone verifies it.',
    verified: false,
  },
];

/** The regions, one by one. */
const REGIONAL: readonly Rule[] = [
  {
    id: 'guangdong-single-mode-2023-10',
    region: 'guangdong',
    from: '2023-10-13',
    effect: { kind: 'single_mode' },
    source: 'https://www.e-chinaedu.cn/html/yaowen/2023/11-01/c_118190.shtml',
    text: '广东：机构的所有课程、全部时段都先上课后付费，才算先学后付；不得同时或混合采用预收费。',
    note:
      'Five departments of Guangdong, plan on trial, day of the first report. The institution is judged as a ' +
      'whole, so its adult courses count as well.',
    verified: true,
  },
  {
    id: 'hubei-single-mode-2024-01',
    region: 'hubei',
    from: '2024-01-03',
    effect: { kind: 'single_mode' },
    source: 'https://m.hbtv.com.cn/p/3608541.html',
    text: '湖北：不得同时采用预收费和先学后付；选定后至少一个培训周期不变，并须事先公告。',
    note:
      'Draft for comment of the provincial department of education; no final text found. The stricter reading ' +
      'is applied. Hours prepaid before the choice may be used up.',
    verified: true,
  },
  {
    id: 'sichuan-encouraged-2023-12',
    region: 'sichuan',
    from: '2023-12-15',
    effect: { kind: 'encouraged' },
    source: 'http://00-edu.com/jiaoyu/2/2023-12-17/xw_67609.html',
    text: '四川：推行“先学后付”，非学科类机构到 2024 年 7 月底采用比例要超过一半。',
    note: 'Notice of the provincial department of education. In Chengdu the word also names a custody product.',
    verified: true,
  },
  {
    id: 'shaanxi-prepay-cap-2023-03',
    region: 'shaanxi',
    from: '2023-03-10',
    effect: { kind: 'prepay_cap', audiences: MINORS, months: 3, classHours: 60 },
    source: 'http://www.jz8899.net/sxy/2023/0310/142990.html',
    text: '陕西：预收费全额纳入监管，不得超过 3 个月或 60 课时。',
    note: 'Ten departments, interim measures, day of the report.',
    verified: true,
  },
  nothingFound('shaanxi', '2023-08-01', '陕西'),
  {
    id: 'beijing-encouraged-2021-09',
    region: 'beijing',
    from: '2021-09-23',
    effect: { kind: 'encouraged' },
    source: 'http://chinaipes.com/News/html/4283753611.html',
    text: '北京：鼓励先培训后付费。',
    note: 'Municipal commission of education, said of academic training.',
    verified: true,
  },
  {
    id: 'beijing-prepay-cap-2023-09',
    region: 'beijing',
    from: '2023-09-18',
    effect: { kind: 'prepay_cap', audiences: MINORS, months: 3, classHours: 60, maxFen: fen(500_000) },
    source: 'https://app.bjtitle.com/8816/newshow.php?newsid=6410679&typeid=20',
    text: '北京：科技类培训预收费全额监管，一次不得超过 3 个月或 60 课时，且不超过 5000 元。',
    note: 'Four municipal bodies, on science and technology training of children from 3 on.',
    verified: true,
  },
  nothingFound('zhejiang', '2023-08-01', '浙江'),
];

/** Where WeChat Pay opened it first. The report names the month only, so the first day of it is taken. */
const LAUNCH: readonly Rule[] = (
  [
    ['guangdong', '广东'],
    ['sichuan', '四川'],
    ['hubei', '湖北'],
    ['shaanxi', '陕西'],
    ['zhejiang', '浙江'],
    ['beijing', '北京'],
  ] as const
).map(([region, name]) => ({
  id: `open-${region}-2023-08`,
  region,
  from: '2023-08-01',
  effect: { kind: 'open' },
  source: LAUNCH_2023,
  text: `${name}：微信支付已开放先学后付。`,
  note: 'Press, citing WeChat: Guangdong, Sichuan, Hubei, Shaanxi, Zhejiang, Beijing.',
  verified: true,
}));

/** Every rule; the order is that in which a decision looks at them. */
export const RULES: readonly Rule[] = [...NATIONAL, ...REGIONAL, ...LAUNCH];

function nothingFound(region: Region, from: string, name: string): Rule {
  return {
    id: `${region}-pay-after-unverified`,
    region,
    from,
    effect: { kind: 'nothing_found' },
    text: `${name}：没有查到关于先学后付的地方规定，按全国规定处理，请自行向当地教育部门确认。`,
    note: 'Searched for and not found; nothing is invented in its place.',
    verified: false,
  };
}
