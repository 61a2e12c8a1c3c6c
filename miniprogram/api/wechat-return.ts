/** Appid of WeChat Pay Score's own Mini Program. Source: WeChat Pay, PayScore, return to the Mini Program. */
const PAYSCORE_APPID = 'wxd8f3793ea3b935b8';
const SCENE_RETURN = 1038;

/** Whether the app was just shown because WeChat's PayScore pages sent the person back. Proof of nothing. */
export function cameBackFrom(options: {
  scene: number;
  referrerInfo?: { appId: string };
}): 'score' | undefined {
  return options.scene === SCENE_RETURN && options.referrerInfo?.appId === PAYSCORE_APPID
    ? 'score'
    : undefined;
}
