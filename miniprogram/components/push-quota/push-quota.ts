import { newRequestId, read, write } from '../../api/call';
import { answersOf, MOST_AT_ONCE, quotaView, type Template } from './push-quota-view';

/** A row that asks WeChat to send class pushes, with what is left of them. Absent while nothing is known. */
Component({
  data: { ready: false, templates: [] as Template[], view: quotaView([]) },
  lifetimes: {
    attached() {
      read('classroom', 'templates', {}).then(
        ({ templates }) => this.show(templates),
        // Messages are an extra: without them everything is in the inbox.
        () => undefined,
      );
    },
  },
  methods: {
    show(templates: Template[]) {
      this.setData({ ready: templates.length > 0, templates, view: quotaView(templates) });
    },
    /** WeChat shows its dialog only from a tap. */
    onTap() {
      const asked = this.data.templates.slice(0, MOST_AT_ONCE);
      wx.requestSubscribeMessage({
        tmplIds: asked.map(({ templateId }) => templateId),
        success: (result) => this.keep(asked, result),
        fail: () => wx.showToast({ title: '可以在微信设置里打开通知', icon: 'none' }),
      });
    },
    async keep(asked: Template[], result: Record<string, string>) {
      const answers = answersOf(asked, result);
      const kept = await Promise.allSettled(
        answers.map(({ key, accepted }) =>
          write('classroom', 'subscribed', { templateKey: key, accepted }, newRequestId()),
        ),
      );
      const left = new Map(
        kept.flatMap((answer, index): [string, number][] =>
          answer.status === 'fulfilled' ? [[answers[index]?.key ?? '', answer.value.remaining]] : [],
        ),
      );
      this.show(this.data.templates.map((t) => ({ ...t, remaining: left.get(t.key) ?? t.remaining })));
    },
  },
});
