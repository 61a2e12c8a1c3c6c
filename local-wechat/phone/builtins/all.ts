import type { Builtin } from './builtin';
import { button } from './form/button';
import { form } from './form/form';
import { input } from './form/input';
import { textarea } from './form/textarea';
import { scrollView } from './layout/scroll-view';
import { text } from './layout/text';
import { coverView, rootPortal, view } from './layout/view';
import { image } from './media/image';

/** Every built-in the phone has. The build compiles their templates, the runtime registers them. */
export const BUILTINS: readonly Builtin[] = [
  view,
  coverView,
  rootPortal,
  text,
  scrollView,
  button,
  form,
  input,
  textarea,
  image,
];
