import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { devDependencies } from '../package.json';

/**
 * Makes the part of Apache ECharts that the staff's pages draw with: bars on a grid, on a canvas. WeChat's "build npm"
 * would take the whole library, into the main package; this is less than half of it and stays in the subpackage.
 * Made by `npm ci` (`prepare`) like the functions, so that no code of others stands in the repository and DevTools finds
 * it where the page asks for it. Why ECharts: docs/reports.md.
 */
const OUT = path.resolve(__dirname, '../miniprogram/staff/chart/echarts.min.js');

const PARTS = `
import * as core from 'echarts/core';
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
core.use([BarChart, GridComponent, CanvasRenderer]);
export const init = core.init;
export const setPlatformAPI = core.setPlatformAPI;
`;

async function main(): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: PARTS, resolveDir: __dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'cjs',
    target: 'es2018',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const banner = `/* Apache ECharts ${devDependencies.echarts}, https://echarts.apache.org, Apache License 2.0; zrender, BSD 3-Clause. Made by dev/chart-library.ts. */\n`;
  writeFileSync(OUT, banner + (outputFiles[0]?.text ?? ''));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
