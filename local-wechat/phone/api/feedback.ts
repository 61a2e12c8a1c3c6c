import type { Phone } from '../runtime/phone';
import { showActionSheet, showModal } from '../shell/dialogs/modal';
import { Toast } from '../shell/dialogs/toast';
import { ApiError, type ApiSet, type AsyncApi, asyncApis, number, text } from './api';

/** Short words to the person: "API: interaction". */
export function feedbackApis(phone: Phone): ApiSet {
  const toast = new Toast(phone);
  return asyncApis(phone, {
    showToast(options) {
      const icon = text(options, 'icon', 'success');
      const image =
        options.image === undefined ? undefined : phone.files.projectUrl(text(options, 'image'), '');
      toast.show(
        { title: text(options, 'title'), icon, image, mask: options.mask === true },
        number(options, 'duration', 1500),
      );
      return undefined;
    },
    showLoading(options) {
      toast.show(
        { title: text(options, 'title'), icon: 'loading', image: undefined, mask: options.mask === true },
        undefined,
      );
      return undefined;
    },
    hideToast: () => toast.hide(),
    hideLoading: () => toast.hide(),
    async showModal(options) {
      const answer = await showModal(phone, {
        title: text(options, 'title'),
        content: text(options, 'content'),
        editable: options.editable === true,
        placeholder: text(options, 'placeholderText'),
        cancel: options.showCancel === false ? undefined : text(options, 'cancelText', '取消'),
        cancelColour: text(options, 'cancelColor', '#000000'),
        confirm: text(options, 'confirmText', '确定'),
        confirmColour: text(options, 'confirmColor', '#576B95'),
      });
      const content = options.editable === true && answer.confirm ? { content: answer.content } : {};
      return { confirm: answer.confirm, cancel: !answer.confirm, ...content };
    },
    async showActionSheet(options) {
      const items = Array.isArray(options.itemList) ? options.itemList.map(String) : [];
      if (items.length === 0 || items.length > 6)
        throw new ApiError('parameter error: itemList should have 1 to 6 items');
      const tapIndex = await showActionSheet(
        phone,
        items,
        text(options, 'itemColor', '#000000'),
        text(options, 'alertText'),
      );
      if (tapIndex === undefined) throw new ApiError('cancel');
      return { tapIndex };
    },
    ...questionBeforeLeaving(phone),
  });
}

/** A question that the way back asks before it leaves the page; one for each page. */
function questionBeforeLeaving(phone: Phone): Record<string, AsyncApi> {
  const asked = new WeakMap<object, () => void>();
  const end = (): void => {
    if (phone.router.top !== undefined) asked.get(phone.router.top)?.();
  };
  return {
    enableAlertBeforeUnload(options) {
      const page = phone.router.top;
      if (page === undefined) throw new ApiError('no page is open');
      end();
      const release = phone.router.beforeBack(page.document, () => void ask());
      const ask = async (): Promise<void> => {
        const { confirm } = await showModal(phone, {
          ...{ title: '', content: text(options, 'message'), editable: false, placeholder: '' },
          ...{ cancel: '取消', cancelColour: '#000000', confirm: '确定', confirmColour: '#576B95' },
        });
        if (!confirm) return;
        release();
        phone.router.navigateBack(1);
      };
      asked.set(page, release);
      return undefined;
    },
    disableAlertBeforeUnload() {
      end();
      return undefined;
    },
  };
}
