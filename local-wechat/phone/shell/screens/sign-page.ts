import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';
import { comeBack } from './jump';
import { bigButton, group, outcome, quietLine, row, yuan } from './parts';
import type { OpenScreen } from './stack';

/** What the local WeChat Pay says of a package: `GET /wechat/sign-page`. */
interface SignPage {
  readonly merchantSignPlanNo: string;
  readonly planName: string;
  readonly planDurationDays: number;
  readonly totalOriginalPrice: number;
  readonly totalActualPrice: number;
  readonly details: readonly {
    readonly no: number;
    readonly name: string;
    readonly originalPrice: number;
    readonly actualPrice: number;
  }[];
  readonly state: 'open' | 'expired' | 'already-used';
}

interface SignResult {
  readonly result: 'signed' | 'refused' | 'left' | 'expired' | 'already-used';
  readonly message: string;
}

/** How many of the plan's rows are shown before the rest folds. */
const ROWS_SHOWN = 6;

/**
 * WeChat Pay's page on which a person signs a plan: `wxpayScorePlan`. Only here does she learn of a refusal.
 */
export async function openSignPage(phone: Phone, ticket: string): Promise<void> {
  const body = h('div', {}, quietLine('正在打开…'));
  const screen = openScreens(phone).open({
    title: '微信支付分',
    body,
    back: () => comeBack(phone, undefined),
  });
  try {
    const page = await phone.server.control<SignPage>(
      'GET',
      `/wechat/sign-page?package=${encodeURIComponent(ticket)}`,
    );
    screen.replace(page.state === 'open' ? plan(phone, screen, page, ticket) : over(phone, page.state));
  } catch (error) {
    screen.replace(
      outcome(
        'warn',
        '无法打开',
        error instanceof Error ? error.message : String(error),
        home(phone, undefined),
      ),
    );
  }
}

function plan(phone: Phone, screen: OpenScreen, page: SignPage, ticket: string): HTMLElement {
  const rows = page.details.map(({ name, originalPrice, actualPrice }) => {
    const cheaper = originalPrice > actualPrice ? `${yuan(originalPrice)} → ` : '';
    return row(name, `${cheaper}${yuan(actualPrice)}`);
  });
  const rest = rows.slice(ROWS_SHOWN);
  const more =
    rest.length === 0
      ? undefined
      : h('button', { class: 'wx-more', onclick: () => unfold(more, rest) }, `展开其余 ${rest.length} 项`);
  const sign = bigButton('开通并签约', () => {
    sign.disabled = true;
    void decide(phone, screen, ticket);
  });
  return h(
    'div',
    { class: 'wx-sign' },
    h(
      'div',
      { class: 'wx-sign-head' },
      h('p', {}, phone.appName),
      h('h2', {}, page.planName),
      h('p', {}, '先享受服务，后按约定付款'),
    ),
    group(
      row('现在支付', yuan(0)),
      row('最多扣费', yuan(page.totalActualPrice)),
      row('有效期', `${page.planDurationDays} 天`),
    ),
    h('h3', { class: 'wx-caption' }, '扣费计划'),
    group(...rows.slice(0, ROWS_SHOWN), more),
    group(row('扣款方式', '零钱')),
    h(
      'p',
      { class: 'wx-note' },
      '开通即同意《微信支付分服务协议》。能否使用由微信支付分综合评估，以评估结果为准。',
    ),
    h('div', { class: 'wx-foot' }, sign),
  );
}

/** The rest takes the place of the button, and whoever pressed it by keyboard goes on there. */
function unfold(button: HTMLElement | undefined, [first, ...others]: readonly HTMLElement[]): void {
  if (first === undefined) return;
  first.tabIndex = -1;
  button?.replaceWith(first, ...others);
  first.focus();
}

async function decide(phone: Phone, screen: OpenScreen, ticket: string): Promise<void> {
  try {
    const answer = await phone.server.control<SignResult>('POST', '/wechat/sign', {
      package: ticket,
      outcome: 'sign',
    });
    const signed = answer.result === 'signed';
    const title = signed ? '签约成功' : '暂无法使用';
    const note = signed ? '服务完成后按约定扣费，可在“钱包 · 支付分”里查看和关闭。' : answer.message;
    screen.replace(outcome(signed ? 'done' : 'warn', title, note, home(phone, {})));
  } catch (error) {
    screen.replace(
      outcome(
        'warn',
        '系统繁忙',
        error instanceof Error ? error.message : String(error),
        home(phone, undefined),
      ),
    );
  }
}

function over(phone: Phone, state: SignPage['state']): HTMLElement {
  const words = state === 'expired' ? '页面已过期，请返回商家重新发起。' : '这个签约已经处理过了。';
  return outcome('warn', '无法继续', words, home(phone, {}));
}

function home(phone: Phone, extraData: unknown): HTMLElement {
  return bigButton('返回商家', () => comeBack(phone, extraData));
}
