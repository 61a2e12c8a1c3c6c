import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Declaration, type Root, type Rule } from 'postcss';
import { isFile } from './project';

const ICON_SHEET = /(^|\/)tdesign-miniprogram\/icon\/icon$/;
const ICON_RULE = /\.(?:[\w-]+--)?t-icon-([\w-]+):before$/;

/** Where the phone's server answers with icons. */
export const ICON_URL = '/tdesign-icons/';

/**
 * TDesign draws icons with a font that it fetches from its makers' server. The phone must work offline, so
 * each icon is drawn as a mask from the package tdesign-icons-svg instead, when that is installed; else the
 * font stays.
 */
export function replaceIconFont(root: Root, sheet: string, projectDir: string): void {
  if (!ICON_SHEET.test(sheet) || iconFile('add', projectDir) === undefined) return;
  root.walkAtRules('font-face', (rule) => {
    rule.remove();
  });
  root.walkRules((rule) => {
    const name = ICON_RULE.exec(rule.selector)?.[1];
    if (name !== undefined) drawAsMask(rule, name);
  });
}

function drawAsMask(rule: Rule, name: string): void {
  rule.removeAll();
  const props: Record<string, string> = {
    content: '""',
    display: 'inline-block',
    width: '1em',
    height: '1em',
    'background-color': 'currentColor',
    mask: `url(${ICON_URL}${name}.svg) center / contain no-repeat`,
  };
  for (const [prop, value] of Object.entries(props)) rule.append(new Declaration({ prop, value }));
}

/** File of an icon in the project's own packages, or in the phone's. */
function iconFile(name: string, projectDir: string): string | undefined {
  if (!/^[\w-]+$/.test(name)) return undefined;
  const folders = [projectDir, path.dirname(projectDir), process.cwd()];
  return folders
    .map((folder) => path.join(folder, 'node_modules/tdesign-icons-svg/src', `${name}.svg`))
    .find(isFile);
}

/** Text of an icon, with the attribute `view-box` that the package misspells put right. */
export function readIcon(name: string, projectDir: string): string | undefined {
  const file = iconFile(name, projectDir);
  return file === undefined ? undefined : readFileSync(file, 'utf8').replace('view-box=', 'viewBox=');
}
