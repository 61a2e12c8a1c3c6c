import { amountText } from '../../format/money';
import { spokenAmount } from '../../format/spoken-amount';

/**
 * The one way an amount is shown: ¥ smaller, thousands comma, always two decimals, tabular, never wrapped, and read
 * aloud as 一百二十元.
 */
Component({
  options: { virtualHost: true },
  properties: {
    /** Whole fen. */
    fen: { type: Number, value: 0 },
    /** `list` as the text around it, `medium`, `large`, `hero` the one amount of a page. */
    size: { type: String, value: 'list' },
    quiet: { type: Boolean, value: false },
  },
  data: { yuan: '0', decimals: '00', spoken: '' },
  observers: {
    fen(fen: number) {
      this.setData({ ...amountText(fen), spoken: spokenAmount(fen) });
    },
  },
});
