import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';
import { comeBack } from './jump';
import { bigButton, group, outcome, quietLine, row, yuan } from './parts';
import type { OpenScreen } from './stack';

/** What the local WeChat Pay says of a service order: `POST /wechat/order-page`. */
interface OrderPage {
  readonly outOrderNo: string;
  readonly queryId: string;
  readonly introduction: string;
  readonly state: string;
  readonly amount: number;
  readonly canPayNow: boolean;
}

const STATES: Record<string, string> = {
  CREATED: '待确认',
  'DOING/USER_CONFIRM': '服务进行中',
  'DOING/MCH_COMPLETE': '待支付',
  DOING: '服务进行中',
  DONE: '已支付',
  REVOKED: '已取消',
  EXPIRED: '已失效',
};

/** WeChat's page of one service order, with its "pay now" while it is owed: `wxpayScoreDetail`. */
export async function openOrderPage(phone: Phone, request: Readonly<Record<string, string>>): Promise<void> {
  const body = h('div', {}, quietLine('正在打开…'));
  const screen = openScreens(phone).open({ title: '订单详情', body, back: () => comeBack(phone, undefined) });
  await show(phone, screen, request);
}

async function show(
  phone: Phone,
  screen: OpenScreen,
  request: Readonly<Record<string, string>>,
): Promise<void> {
  const { openid } = phone.server;
  try {
    const page = await phone.server.control<OrderPage>('POST', '/wechat/order-page', { openid, request });
    screen.replace(order(phone, screen, page, request));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    screen.replace(
      outcome(
        'warn',
        '无法打开订单',
        words,
        bigButton('返回商家', () => comeBack(phone, undefined)),
      ),
    );
  }
}

function order(
  phone: Phone,
  screen: OpenScreen,
  page: OrderPage,
  request: Readonly<Record<string, string>>,
): HTMLElement {
  const state = STATES[page.state] ?? STATES[page.state.split('/')[0] ?? ''] ?? page.state;
  const pay = bigButton(`立即支付 ${yuan(page.amount)}`, () => {
    pay.disabled = true;
    const body = { openid: phone.server.openid, outOrderNo: page.outOrderNo };
    phone.server.control('POST', '/wechat/pay-now', body).then(
      () => void show(phone, screen, request),
      (error: Error) => screen.replace(outcome('warn', '没有付成', error.message, back)),
    );
  });
  const back = bigButton('返回商家', () => comeBack(phone, { query_id: page.queryId }), page.canPayNow);
  return h(
    'div',
    { class: 'wx-sign' },
    h(
      'div',
      { class: 'wx-sign-head' },
      h('p', {}, page.introduction),
      h('h2', { class: 'wx-amount' }, yuan(page.amount)),
      h('p', {}, state),
    ),
    group(row('商家', phone.appName), row('订单号', page.outOrderNo), row('状态', state)),
    h('div', { class: 'wx-foot' }, page.canPayNow ? pay : undefined, back),
  );
}
