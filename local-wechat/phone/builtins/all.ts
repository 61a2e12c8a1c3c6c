import type { Builtin } from './builtin';
import { button } from './form/button';
import { checkbox, checkboxGroup, radio, radioGroup } from './form/choices';
import { form } from './form/form';
import { input } from './form/input';
import { label } from './form/label';
import { picker } from './form/picker';
import { pickerView, pickerViewColumn } from './form/picker-view';
import { slider } from './form/slider';
import { switchControl } from './form/switch';
import { textarea } from './form/textarea';
import { movableArea, movableView } from './layout/movable';
import { pageContainer } from './layout/page-container';
import { matchMedia, navigationBar, pageMeta } from './layout/page-meta';
import { scrollView } from './layout/scroll-view';
import { swiper, swiperItem } from './layout/swiper';
import { text } from './layout/text';
import { coverView, rootPortal, view } from './layout/view';
import { canvas } from './media/canvas';
import { icon } from './media/icon';
import { coverImage, image } from './media/image';
import { progress } from './media/progress';
import { richText } from './media/rich-text';
import { video } from './media/video';
import { ABSENT } from './open/absent';
import { navigator } from './open/navigator';
import { webView } from './open/web-view';

/** Every built-in the phone has. The build compiles their templates, the runtime registers them. */
export const BUILTINS: readonly Builtin[] = [
  view,
  coverView,
  rootPortal,
  text,
  scrollView,
  swiper,
  swiperItem,
  movableArea,
  movableView,
  pageContainer,
  matchMedia,
  pageMeta,
  navigationBar,
  button,
  form,
  input,
  textarea,
  label,
  switchControl,
  checkbox,
  checkboxGroup,
  radio,
  radioGroup,
  slider,
  picker,
  pickerView,
  pickerViewColumn,
  image,
  coverImage,
  icon,
  richText,
  progress,
  canvas,
  video,
  navigator,
  webView,
  ...ABSENT,
];
