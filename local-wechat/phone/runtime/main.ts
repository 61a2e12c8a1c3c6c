import { builtinTemplates } from 'phone:builtin-templates';
import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';
import { installCallerMethods } from '../api/caller-methods';
import { makeWx } from '../api/wx';
import { BUILTINS } from '../builtins/all';
import { registerBuiltin } from '../builtins/register';
import { showModal } from '../shell/dialogs/modal';
import { installWeChat } from '../shell/install';
import { ProblemPanel } from '../shell/problem-panel';
import { openCapsuleMenu } from '../shell/screens/capsule-menu';
import { swallowStrayClicks } from './backend/touches';
import type { AppFactory } from './built-app';
import { followPages } from './chrome/follow-pages';
import { drawStatusBar } from './chrome/status-bar';
import { PhoneClock } from './clock';
import { followClock } from './clock-sync';
import { installEventShape } from './code/events';
import { installWxsGlobals } from './code/wxs-globals';
import { wxsRuntime } from './code/wxs-instances';
import { FileStore } from './files/file-store';
import { followBuilds, startUrl } from './live-build';
import { metricsOf } from './metrics';
import { Phone } from './phone';
import { Problems } from './problems';
import { parsePageUrl } from './router/url';
import { makeScreen } from './screen';
import { type PhoneFacts, PhoneServer } from './server-link';

declare global {
  interface Window {
    __phoneFacts: PhoneFacts & { readonly version: number };
    __phoneApp(factory: AppFactory): void;
    /** Missing until the Mini Program is loaded. */
    phone: Phone | undefined;
  }
}

const facts = window.__phoneFacts;
const problems = new Problems();
const server = new PhoneServer(facts);
const panel = new ProblemPanel(server, document.body);
panel.follow(problems);
followBuilds(
  facts.version,
  (found) => panel.showBuild(found),
  () => window.phone,
);

/**
 * An error of the Mini Program; before it runs there is nobody to tell but the person in front of the screen.
 */
function report(error: unknown, context: string): void {
  if (window.phone === undefined) problems.error(error, context);
  else window.phone.appError(error, context);
}

window.addEventListener('error', (event) => report(event.error ?? event.message, ''));
window.addEventListener('unhandledrejection', (event) => {
  problems.error(event.reason, '未处理的 Promise');
  window.phone?.app.tell('onUnhandledRejection', { reason: event.reason, promise: event.promise });
});
addGlobalErrorListener((error, method, component) => {
  const where = typeof component === 'string' ? component : component?.is;
  report(error, [where, method].filter((part) => part !== undefined).join(' '));
  return false;
});

const warned = new Set<string>();
addGlobalWarningListener((message, component) => {
  const where = typeof component === 'string' ? component : component.is;
  if (!warned.has(where + message)) console.warn(`${where}: ${message}`);
  warned.add(where + message);
  return false;
});

window.__phoneApp = (factory) => {
  const clock = new PhoneClock();
  const late: { phone?: Phone; wx?: unknown } = {};
  const phoneNow = (): Phone => {
    if (late.phone === undefined) throw new Error('the phone is not ready');
    return late.phone;
  };
  const wx = new Proxy({}, { get: (_target, name) => Reflect.get(late.wx as object, name) });
  installWxsGlobals(window);
  const built = factory(
    wx,
    (definition: Record<string, unknown>) => phoneNow().app.define(definition),
    (definition: Record<string, unknown>) => phoneNow().code.scope.Page(definition),
    (definition: Record<string, unknown>) => phoneNow().code.scope.Component(definition),
    (definition: Record<string, unknown>) => phoneNow().code.scope.Behavior(definition),
    () => phoneNow().app.get(),
    () => phoneNow().router.stack.map((page) => page.caller),
    (name: string) => problems.absent(`requirePlugin('${name}')`),
    undefined,
    clock.dateClass(),
    { accountInfo: {}, envVersion: 'develop' },
    wxsRuntime,
  );
  installEventShape();
  const metrics = metricsOf(window.innerWidth, window.innerHeight);
  const phone = new Phone(built, {
    problems,
    clock,
    metrics,
    screen: makeScreen(document.body, metrics),
    server,
    files: new FileStore(),
    askPrivacy: () => askPrivacy(phoneNow()),
    askLeave: (words) => askLeave(phoneNow(), words),
    settings: facts,
  });
  late.phone = phone;
  late.wx = makeWx(phone);
  Object.assign(window, { phone, wx: late.wx });
  void followClock(phone).then(() => start(phone));
};

function start(phone: Phone): void {
  swallowStrayClicks(document);
  for (const builtin of BUILTINS) registerBuiltin(builtin, phone.code.space, builtinTemplates);
  drawStatusBar(phone, { menu: () => openCapsuleMenu(phone), close: () => phone.leave() });
  installWeChat(phone);
  followPages(phone);
  if (phone.tabBar !== undefined) phone.screen.bars.append(phone.tabBar.element);
  installCallerMethods(phone);
  try {
    phone.built.loadApp();
  } catch (error) {
    problems.error(error, 'app.js');
  }
  phone.code.loadPackage('');
  const wanted = `/${startUrl(phone.firstPage).replace(/^\//, '')}`;
  const { path, query } = parsePageUrl(wanted);
  const known = phone.code.packageOf(path) !== undefined;
  phone.app.launch({ path, query, scene: 1001 });
  if (known) phone.router.reLaunch(wanted);
  else phone.pageNotFound({ path, query }, 'launch');
}

/** WeChat's own words when the Mini Program brings no privacy dialog. */
function askPrivacy(phone: Phone): Promise<boolean> {
  const content = `使用前请阅读《${phone.appName}小程序隐私保护指引》，同意后继续。`;
  return askFirst(phone, { title: '用户隐私保护提示', content, cancel: '拒绝', confirm: '同意' });
}

function askLeave(phone: Phone, content: string): Promise<boolean> {
  return askFirst(phone, { title: `${phone.appName} 申请`, content, cancel: '拒绝', confirm: '允许' });
}

async function askFirst(
  phone: Phone,
  words: { title: string; content: string; cancel: string; confirm: string },
): Promise<boolean> {
  const look = { editable: false, placeholder: '', cancelColour: '#000000', confirmColour: '#07C160' };
  return (await showModal(phone, { ...words, ...look })).confirm;
}
