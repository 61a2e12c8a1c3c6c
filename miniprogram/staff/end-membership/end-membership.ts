import { write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { access, refreshAccess } from '../access';
import { endingWords, LAST_OWNER_TEXT } from './end-membership-view';

const intentions = new Intentions();

/** Whether an owner was quicker. */
async function hasLeft(): Promise<boolean> {
  const me = await refreshAccess().catch(() => undefined);
  return me?.roles.length === 0;
}

/**
 * Ends a membership after saying what it means: one's own, or by an owner another's. Sends `done`, and `close` when she
 * thinks better of it.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** Whose; empty for one's own. */
    staffId: { type: String, value: '' },
    name: { type: String, value: '' },
  },
  data: { words: endingWords(''), problem: '', busy: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ words: endingWords(this.data.name), problem: '', busy: false });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    async confirm() {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const staffId = this.data.staffId === '' ? (await access()).staffId : this.data.staffId;
        if (staffId !== undefined) await write('staff', 'leave', { staffId }, intentions.idOf(staffId));
        if (staffId !== undefined) intentions.answered(staffId);
        this.triggerEvent('done');
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code === 'FORBIDDEN' && (await hasLeft())) this.triggerEvent('done');
        else this.setData({ problem: failure.code === 'WRONG_STATE' ? LAST_OWNER_TEXT : failure.text });
      }
      this.setData({ busy: false });
    },
  },
});
