import { inPhone, open, press, row, type SupportRow } from './row';

const FORM = '/pages/form/form';

/** Built-ins by which a person says something. */
export const FORM_BUILTINS: readonly SupportRow[] = [
  row(
    'button',
    'looks of both styles, `form-type`; `open-type`: share, contact, getPhoneNumber, getRealtimePhoneNumber, getUserInfo, chooseAvatar, openSetting, agreePrivacyAuthorization',
    async (world) => {
      await open(world, FORM);
      expect(await world.style('wx-button[type=primary]', 'background-color')).toBe('rgb(26, 173, 25)');
      await world.hand.top.getByRole('button', { name: '提交' }).tap();
      expect(await world.text('#sent')).toContain('name');
    },
  ),
  row(
    'input textarea',
    'types, password, placeholder with style and class, focus, `maxlength`, `confirm`, `auto-height`, two-way binding',
    async (world) => {
      await open(world, FORM);
      const name = world.hand.top.getByRole('textbox', { name: '姓名' });
      await name.fill('小林');
      expect(
        await inPhone(
          world,
          "phone.router.top.document.doc.querySelector('wx-input .wx-placeholder').hidden",
        ),
      ).toBe(true);
      await world.hand.top.getByRole('textbox', { name: '备注' }).fill('一\n二\n三');
      const box = await world.hand.top.locator('wx-textarea').boundingBox();
      expect(box?.height).toBeGreaterThan(60);
    },
  ),
  row(
    'form label switch checkbox checkbox-group radio radio-group',
    'submit and reset with all fields, also components with `wx://form-field`; keyboard',
    async (world) => {
      await open(world, FORM);
      await world.hand.top.getByText('女').tap();
      await world.hand.top.getByRole('checkbox', { name: '周六' }).press(' ');
      await world.hand.top.getByRole('switch', { name: '同意' }).press('Enter');
      await world.hand.top.getByRole('button', { name: '提交' }).tap();
      expect(JSON.parse(await world.text('#sent'))).toMatchObject({
        sex: 'f',
        days: ['sat', 'sun'],
        agree: true,
      });
    },
  ),
  row('slider', 'finger and arrow keys, steps, its value beside it', async (world) => {
    await open(world, FORM);
    await world.hand.top.getByRole('slider').press('ArrowLeft');
    expect(await world.hand.top.getByRole('slider').getAttribute('aria-valuenow')).toBe('2');
  }),
  row(
    'picker',
    'selector, multiSelector, time, date (year, month, day), region (province, city, county)',
    async (world) => {
      await open(world, FORM);
      await world.hand.top.locator('#city').tap();
      await world.hand.page.getByText('深圳').tap();
      await press(world, '确定');
      expect(await world.text('#city')).toBe('深圳');
    },
  ),
  row('picker-view picker-view-column', 'finger, tap, keyboard; indicator and mask styles', async (world) => {
    await open(world, '/pages/layout/layout');
    await world.hand.top.getByRole('listbox').press('ArrowDown');
    await world.hand.top.locator('#picked').getByText('1').waitFor();
  }),
];
