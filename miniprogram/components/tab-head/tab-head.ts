/** The large title of a tab, beside WeChat's capsule; what stands after it is put inside. */
Component({
  properties: { title: { type: String, value: '' } },
  data: { top: 0, height: 0, right: 0 },
  lifetimes: {
    attached() {
      const { statusBarHeight, windowWidth } = wx.getWindowInfo();
      const capsule = wx.getMenuButtonBoundingClientRect();
      this.setData({
        top: statusBarHeight,
        // The capsule stands in the middle of the bar.
        height: capsule.height + 2 * (capsule.top - statusBarHeight),
        right: windowWidth - capsule.left,
      });
    },
  },
});
