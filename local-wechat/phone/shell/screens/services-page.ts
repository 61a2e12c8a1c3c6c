import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { showModal } from '../dialogs/modal';
import { openScreens } from '../wechat';
import { type Books, ownBooks } from './books';
import { bigButton, group, quietLine, row, yuan } from './parts';
import type { OpenScreen } from './stack';

/** 我 → 服务 → 钱包. */
export async function openWallet(phone: Phone): Promise<void> {
  const screen = openScreens(phone).open({ title: '钱包', body: quietLine('正在打开…') });
  await fill(screen, async () => {
    const { balanceFen } = await phone.server.control<{ balanceFen: number }>(
      'GET',
      `/people/${phone.server.openid}`,
    );
    return h(
      'div',
      {},
      group(
        row('零钱', yuan(balanceFen)),
        row('支付分', '我的服务', () => void openServices(phone)),
      ),
      h('p', { class: 'wx-note' }, '支付分由微信评估，商家看不到。'),
    );
  });
}

/** 钱包 → 支付分 → 我的服务: every plan that is signed, and the way to close one there. */
async function openServices(phone: Phone): Promise<void> {
  const screen = openScreens(phone).open({ title: '我的服务', body: quietLine('正在打开…') });
  await fill(screen, async () => services(phone, await ownBooks(phone)));
}

function services(phone: Phone, { signPlans, orders }: Books): HTMLElement {
  const signed = signPlans.filter(({ signState }) => signState === 'SIGNED');
  if (signed.length === 0) return quietLine('没有使用中的服务');
  return h(
    'div',
    {},
    ...signed.map((plan) => {
      const own = orders.filter(({ signPlanId }) => signPlanId === plan.signPlanId);
      const paid = own.reduce(
        (sum, { paidAt, totalAmount }) => sum + (paidAt === undefined ? 0 : (totalAmount ?? 0)),
        0,
      );
      return group(row(plan.planName, `已扣 ${yuan(paid)}`, () => openService(phone, plan)));
    }),
  );
}

function openService(phone: Phone, plan: Books['signPlans'][number]): void {
  const close = bigButton('关闭服务', () => void closePlan(phone, screen, plan.signPlanId), true);
  const body = h(
    'div',
    {},
    group(
      row('商家', phone.appName),
      row('服务', plan.planName),
      row('签约号', plan.merchantSignPlanNo),
      row('状态', '使用中'),
    ),
    h('p', { class: 'wx-note' }, '关闭后，商家不能再按这个计划扣费。已经完成的服务仍需付清。'),
    h('div', { class: 'wx-foot' }, close),
  );
  const screen = openScreens(phone).open({ title: '服务详情', body });
}

async function closePlan(phone: Phone, screen: OpenScreen, signPlanId: string): Promise<void> {
  const sure = await showModal(phone, {
    title: '关闭服务',
    content: '关闭后不能再使用先享后付，确定关闭吗？',
    editable: false,
    placeholder: '',
    cancel: '取消',
    cancelColour: '#000000',
    confirm: '关闭',
    confirmColour: '#FA5151',
  });
  if (!sure.confirm) return;
  await fill(screen, async () => {
    const answer = await phone.server.control<{ message: string }>('POST', '/wechat/cancel-plan', {
      signPlanId,
    });
    return quietLine(answer.message);
  });
}

async function fill(screen: OpenScreen, make: () => Promise<HTMLElement>): Promise<void> {
  try {
    screen.replace(await make());
  } catch (error) {
    screen.replace(quietLine(error instanceof Error ? error.message : String(error)));
  }
}
