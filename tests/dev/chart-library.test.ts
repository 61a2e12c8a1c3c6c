import { readFileSync } from 'node:fs';
import path from 'node:path';
import { devDependencies } from '../../package.json';

const text = readFileSync(path.resolve(__dirname, '../../miniprogram/staff/chart/echarts.min.js'), 'utf8');

test('the chart library of the staff pages is of the version that package.json names, with its licence', () => {
  expect(text.split('\n')[0]).toContain(`Apache ECharts ${devDependencies.echarts},`);
  expect(text.split('\n')[0]).toContain('Apache License 2.0');
});

test('it is a small part of the whole, far below the two megabytes of a subpackage', () => {
  expect(text.length).toBeLessThan(512 * 1024);
});
