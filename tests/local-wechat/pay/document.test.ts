import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS } from '../../../local-wechat/pay/callbacks/events';
import { CALLBACK_FAULTS } from '../../../local-wechat/pay/callbacks/faults';
import { REFUSALS } from '../../../local-wechat/pay/errors';
import { SWITCHES } from '../../../local-wechat/pay/switches';
import { PAY_FAULTS } from '../../../local-wechat/pay/wire/faults';
import { ROUTES } from '../../../local-wechat/pay/wire/routes';

const text = readFileSync(join(__dirname, '../../../docs/local-wechat-pay.md'), 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|'));
const rowsWith = (words: string): string[] => rows.filter((row) => row.includes(`\`${words}\``));

describe('the document of the local WeChat Pay', () => {
  test.each(ROUTES.map((route) => [route.method, route.template]))(
    'has a row for %s %s',
    (method, template) => {
      expect(rowsWith(template).some((row) => row.startsWith(`| ${method} `))).toBe(true);
    },
  );

  test.each([...Object.keys(EVENTS), ...Object.keys(PAY_FAULTS), ...Object.keys(CALLBACK_FAULTS)])(
    'has a row for %s',
    (name) => {
      expect(rowsWith(name).length).toBeGreaterThan(0);
    },
  );

  test.each(Object.entries(SWITCHES))('has a row for the switch %s, with its default', (name, { preset }) => {
    const shown = Array.isArray(preset) ? preset.join(', ') : String(preset);
    expect(rowsWith(name).some((row) => row.includes(`| \`${shown}\` |`))).toBe(true);
  });

  test.each(Object.entries(REFUSALS))('has a row for the refusal %s, as it is answered', (name, refusal) => {
    const { status, code, inner, message } = refusal;
    const row = `| \`${name}\` | ${status} | ${code} | ${inner === 1 ? '' : inner} | ${message} |`;
    expect(rows).toContain(row);
  });

  test('names tests that exist', () => {
    const named = rows
      .flatMap((row) => row.match(/`[a-z-]+`(?=[, |]*$)/g) ?? [])
      .map((name) => name.slice(1, -1));
    const missing = named.filter((name) => !existsSync(join(__dirname, `${name}.test.ts`)));
    expect(named.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});
