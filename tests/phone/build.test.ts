import { MiniProgramBuilder } from '../../local-wechat/phone/build';
import { problemText } from '../../local-wechat/phone/build/problem';
import { rewriteSelector } from '../../local-wechat/phone/build/selectors';
import { renameTags } from '../../local-wechat/phone/build/templates';
import { toBrowserUnits } from '../../local-wechat/phone/build/units';
import { toJavaScript } from '../../local-wechat/phone/build/wxs';
import { parsePageUrl } from '../../local-wechat/phone/runtime/router/url';
import { FixtureCopy } from './fixture-copy';

describe('styles of a Mini Program', () => {
  it.each([
    ['.a .b', 'x', '.x--a .x--b'],
    ['view>text.on', '', 'wx-view>wx-text.on'],
    [':host', 'x', '[wx-host="x"]'],
    ['.a::after', 'x', '.x--a::after'],
    ['.a:not(.b) image', 'x', '.x--a:not(.x--b) wx-image'],
    ['.t-icon[data-x=".y view"]', '', '.t-icon[data-x=".y view"]'],
    ['#view', 'x', '#view'],
    ['page', 'x', 'page'],
    ['.view, button', '', '.view, wx-button'],
    ['.w-1\\/2', 'x', '.x--w-1\\/2'],
  ])('%s inside "%s" becomes %s', (selector, prefix, expected) => {
    expect(rewriteSelector(selector, prefix)).toBe(expected);
  });

  it('measures in the width of the screen and keeps clear of the home indicator', () => {
    expect(toBrowserUnits('margin: -7.5rpx 750rpx')).toBe('margin: -1vw 100vw');
    expect(toBrowserUnits('calc(1px + env(safe-area-inset-bottom, 0))')).toBe(
      'calc(1px + var(--phone-safe-bottom,0px))',
    );
  });
});

describe('templates of a Mini Program', () => {
  it('renames the built-ins and nothing else', () => {
    expect(renameTags('<view><view-list/><text>a</text></view>')).toBe(
      '<wx-view><view-list/><wx-text>a</wx-text></wx-view>',
    );
  });

  it('leaves the look of a slot aside, as WeChat does, and its place in the line', () => {
    expect(renameTags('<slot name="a" class="{{x > 1 ? \'b\' : \'\'}}"/><i class="c"/>')).toBe(
      `<slot name="a"${' '.repeat(29)}/><i class="c"/>`,
    );
  });

  it('understands the dialect of WXS', () => {
    expect(toJavaScript("getRegExp('^\\d+$')")).toBe("getRegExp('^\\\\d+$')");
    expect(toJavaScript("x.constructor === 'Array'")).toBe("x.__wxsConstructor === 'Array'");
    expect(toJavaScript("require('./a.wxs')")).toBe("require('./a')");
  });
});

describe('addresses of pages', () => {
  it('are taken apart without decoding what they carry', () => {
    expect(parsePageUrl('../b/b?word=%E4%B9%A6&x=1=2', 'pages/a/a')).toEqual({
      path: 'pages/b/b',
      query: { word: '%E4%B9%A6', x: '1=2' },
    });
  });
});

describe('building', () => {
  const fixture = new FixtureCopy();
  const builder = new MiniProgramBuilder(fixture.dir);
  const built = async (): Promise<string[]> => (await builder.build()).problems.map(problemText);

  afterAll(async () => {
    await builder.close();
    fixture.remove();
  });

  it('finds pages, subpackages, components of its own and of npm, without complaint', async () => {
    const { code, problems, appid } = await builder.build();
    expect(problems.filter(({ file }) => !file.includes('node_modules'))).toEqual([]);
    expect(appid).toBe('wxfixture000000000');
    for (const part of [
      'parts/detail/detail',
      'components/tally/tally',
      'tdesign-miniprogram/button/button',
    ]) {
      expect(code).toContain(part);
    }
  });

  it('says file and line of what is wrong, and of everything at once', async () => {
    fixture.edit('pages/mine/mine.wxml', '<button bind:tap="keep">', '<button\n  bind:tap="{{keep">');
    fixture.edit('parts/detail/detail.wxss', 'rgb(133, 88, 10);', 'rgb(133, 88, 10');
    fixture.edit('pages/life/life.json', '/components/tally/tally', '/components/tolly/tolly');
    fixture.edit('app.ts', "note('app hide');", "note('app hide';");
    const problems = await built();
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^miniprogram\/pages\/mine\/mine\.wxml:3:/),
        expect.stringMatching(/^miniprogram\/parts\/detail\/detail\.wxss:/),
        expect.stringMatching(
          /^miniprogram\/pages\/life\/life\.json component "components\/tolly\/tolly" not found/,
        ),
        expect.stringMatching(/^miniprogram\/app\.ts:11:/),
      ]),
    );
  });

  it('refuses a folder that holds no Mini Program', async () => {
    const nowhere = new MiniProgramBuilder(__dirname);
    await expect(nowhere.build()).rejects.toThrow(/is no Mini Program/);
    await nowhere.close();
  });
});
