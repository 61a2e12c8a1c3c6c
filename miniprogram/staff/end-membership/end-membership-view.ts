/** What ending a membership means, said before it is done. */
export interface EndingWords {
  title: string;
  effects: { icon: string; text: string }[];
  confirm: string;
}

const KEPT = { icon: 'file', text: '点过的名、处理过的账和操作记录都保留。' };

/** @param name whose membership an owner ends; empty for one's own */
export function endingWords(name: string): EndingWords {
  if (name === '')
    return {
      title: '离开这家机构',
      effects: [
        { icon: 'close', text: '确认后，马上看不到这里的课表、学员和账务。' },
        KEPT,
        { icon: 'people', text: '想再回来，要负责人重新邀请。' },
      ],
      confirm: '确认离开',
    };
  return {
    title: `移除${name}`,
    effects: [
      { icon: 'close', text: '确认后，对方马上看不到这里的课表、学员和账务。' },
      KEPT,
      { icon: 'calendar', text: '还排给对方的课不会自己换老师，请到课表里改。' },
    ],
    confirm: '确认移除',
  };
}

/** Why the last owner can't go. */
export const LAST_OWNER_TEXT = '机构至少要有一位负责人，请先邀请另一位。';
