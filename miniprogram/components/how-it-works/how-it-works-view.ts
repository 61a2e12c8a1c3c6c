/** One of the three steps of 先学后付. */
export interface Step {
  icon: string;
  title: string;
  note: string;
}

const UNIT: Record<string, string> = { class: '一次课', stage: '一个阶段', course: '整门课' };

/** @param windowHours length of the objection window */
export function stepsOf(kind: string, windowHours: number, mode: string): Step[] {
  const unit = UNIT[kind] ?? '一次课';
  const taught = mode === 'on-demand' ? '学完自己确认' : '老师点名记录';
  return [
    { icon: 'pen', title: '签约', note: '现在不付钱' },
    { icon: 'book', title: `上${unit}`, note: taught },
    {
      icon: 'clock',
      title: `扣${kind === 'course' ? unit : `这${unit}`}`,
      note: `${windowHours} 小时后自动扣`,
    },
  ];
}
