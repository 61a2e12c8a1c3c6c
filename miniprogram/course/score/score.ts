import type { Tap } from '../../api/tap';
import { KNOWN, LOOKED_AT, QUESTIONS, UNKNOWN } from './score-view';

Page({
  data: { lookedAt: LOOKED_AT, known: KNOWN, unknown: UNKNOWN, questions: QUESTIONS, open: -1 },

  onQuestion(event: Tap<{ index: number }>) {
    const { index } = event.currentTarget.dataset;
    this.setData({ open: this.data.open === index ? -1 : index });
  },

  onShareAppMessage() {
    return { title: '分数只在你和微信之间', path: '/course/score/score' };
  },
});
