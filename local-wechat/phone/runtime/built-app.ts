import type { template } from 'glass-easel';

/** JSON of a page or component as far as the phone reads it. */
export interface ComponentJson {
  readonly component?: boolean;
  readonly usingComponents?: Record<string, string>;
  readonly componentGenerics?: Record<string, true | { default?: string }>;
  readonly componentPlaceholder?: Record<string, string>;
  readonly styleIsolation?: string;
  readonly pureDataPattern?: string;
}

/**
 * The look and behaviour of a page's window; app.json's `window` holds the defaults. Colours may be theme
 * variables.
 */
export interface WindowJson {
  readonly navigationBarBackgroundColor?: string;
  readonly navigationBarTextStyle?: string;
  readonly navigationBarTitleText?: string;
  readonly navigationStyle?: 'default' | 'custom';
  readonly backgroundColor?: string;
  readonly backgroundColorContent?: string;
  readonly backgroundTextStyle?: string;
  readonly enablePullDownRefresh?: boolean;
  readonly onReachBottomDistance?: number;
  readonly disableScroll?: boolean;
}

export interface TabJson {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

export interface TabBarJson {
  readonly custom?: boolean;
  readonly color?: string;
  readonly selectedColor?: string;
  readonly backgroundColor?: string;
  readonly borderStyle?: string;
  readonly position?: string;
  readonly list: readonly TabJson[];
}

export interface AppJson {
  readonly pages: readonly string[];
  readonly entryPagePath?: string;
  readonly window?: WindowJson;
  readonly tabBar?: TabBarJson;
  readonly darkmode?: boolean;
  readonly [key: string]: unknown;
}

export interface BuiltComponent {
  readonly path: string;
  readonly json: ComponentJson & WindowJson;
  readonly isPage: boolean;
  readonly package: string;
  readonly prefix: string;
  readonly styled: boolean;
  /** Runs the component's script. */
  load(): void;
}

/** What the build makes of a Mini Program: the counterpart of `entryCode` in build/bundle.ts. */
export interface BuiltApp {
  readonly appid: string;
  readonly app: AppJson;
  readonly theme: { readonly light?: Record<string, string>; readonly dark?: Record<string, string> };
  readonly packages: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly styles: Record<string, string>;
  readonly templates: template.ProcGenGroupList;
  /** In the order of registration: what a component uses comes before it. */
  readonly components: readonly BuiltComponent[];
  /** Runs app.js. */
  loadApp(): void;
}

/** The bundle's outer function; its parameters are those of `GIVEN_BY_WECHAT` in build/bundle.ts. */
export type AppFactory = (...given: unknown[]) => BuiltApp;
