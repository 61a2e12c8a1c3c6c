import { addShower, type Resolve, removeShower } from '../../api/privacy';

/** WeChat checks that this very button was tapped. */
const AGREE_BUTTON = 'agree-privacy';

/** Of this instance; not for the template. */
interface Waiting {
  resolves: Resolve[];
  shower: (resolve: Resolve) => void;
}

const waitingOf = new WeakMap<object, Waiting>();

/** The sheet of WeChat's privacy consent. Every page that takes in personal data has one. */
Component({
  data: { visible: false, agreeButton: AGREE_BUTTON },
  lifetimes: {
    attached() {
      const waiting: Waiting = {
        resolves: [],
        shower: (resolve) => {
          waiting.resolves.push(resolve);
          resolve({ event: 'exposureAuthorization' });
          this.setData({ visible: true });
        },
      };
      waitingOf.set(this, waiting);
      addShower(waiting.shower);
    },
    detached() {
      const waiting = waitingOf.get(this);
      if (waiting === undefined) return;
      removeShower(waiting.shower);
      this.answer({ event: 'disagree' });
    },
  },
  pageLifetimes: {
    show() {
      const waiting = waitingOf.get(this);
      if (waiting !== undefined) addShower(waiting.shower);
    },
  },
  methods: {
    /** Several APIs may have asked at once; all of them get the same answer. */
    answer(answer: Parameters<Resolve>[0]) {
      const waiting = waitingOf.get(this);
      const resolves = waiting?.resolves.splice(0) ?? [];
      for (const resolve of resolves) resolve(answer);
      if (this.data.visible) this.setData({ visible: false });
    },
    onAgree() {
      this.answer({ event: 'agree', buttonId: AGREE_BUTTON });
    },
    onDisagree() {
      this.answer({ event: 'disagree' });
    },
    openGuide() {
      wx.openPrivacyContract({
        fail: () => wx.showToast({ title: '暂时打不开，请稍后再试', icon: 'none' }),
      });
    },
  },
});
