import { type Row, rowsOf } from './rows';

/** The first page of the staff's side, and the pages about people and the house. */
export const HOUSE_ROWS: readonly Row[] = [
  ...rowsOf({
    page: 'staff/home/home',
    as: 'owner',
    states: [
      { state: 'owner', sees: '个人信息请求' },
      { state: 'academic', as: 'academic', sees: '异议' },
      { state: 'teacher', as: 'teacher', sees: '今天的课' },
      { state: 'finance', as: 'finance', sees: '要处理' },
      { state: 'leaving', steps: ['离开这家机构'], sees: '确认离开' },
      { state: 'stranger', as: 'newcomer', sees: '你不在这家机构工作' },
    ],
  }),
  ...rowsOf({
    page: 'staff/accept/accept',
    as: 'newcomer',
    still: '接受邀请',
    states: [
      { state: 'invited', query: () => 'code=ABCDEFGH2345', sees: '接受邀请' },
      {
        state: 'used',
        query: () => 'code=ABCDEFGH2345',
        steps: ['.button-primary'],
        sees: '这个码用过了',
      },
      { state: 'first', steps: ['第一次启用'], sees: '成为负责人' },
    ],
  }),
  ...rowsOf({
    page: 'staff/people/people',
    as: 'owner',
    states: [
      { state: 'ready', sees: '何婉' },
      { state: 'academic', as: 'academic', sees: '何婉' },
      { state: 'invite', steps: ['邀请同事'], sees: '生成邀请码' },
      {
        state: 'code',
        steps: [
          '邀请同事',
          { type: '欧阳上官司徒诸葛慕容', into: '同事怎么叫' },
          '.option >> 财务',
          '生成邀请码',
        ],
        sees: '只在这里显示一次',
      },
      { state: 'roles', steps: ['刘砚秋'], sees: '保存' },
      { state: 'removal', steps: ['刘砚秋', '移除'], sees: '确认移除' },
      { state: 'not-hers', as: 'teacher', sees: '这里由其他同事负责' },
    ],
  }),
  ...rowsOf({
    page: 'staff/institution/institution',
    as: 'owner',
    states: [
      { state: 'ready', sees: '收费方式' },
      { state: 'rules', steps: ['现在的规定'], sees: '国家鼓励' },
      { state: 'campus', steps: ['天河校区'], sees: '.sheet .field' },
    ],
  }),
  ...rowsOf({
    page: 'staff/house/house',
    as: 'academic',
    states: [
      { state: 'ready', sees: '天河校区' },
      { state: 'room', steps: ['添加教室'], sees: '.sheet .field' },
      { state: 'room-fault', steps: ['添加教室', '保存'], sees: '写一下教室名称' },
      { state: 'holiday', steps: ['添加节假日'], sees: '.sheet .field' },
    ],
  }),
  ...rowsOf({
    page: 'staff/audit/audit',
    as: 'owner',
    states: [{ state: 'ready', sees: '只会增加' }],
  }),
  ...rowsOf({
    page: 'staff/not-reached/not-reached',
    as: 'academic',
    states: [{ state: 'ready', sees: '微信里没有弹出' }],
  }),
  ...rowsOf({
    page: 'staff/data-requests/data-requests',
    as: 'owner',
    states: [{ state: 'empty', sees: '还没有人提出' }],
  }),
];
