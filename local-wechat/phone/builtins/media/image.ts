import { type Builtin, type BuiltinHost, builtin } from '../builtin';
import { ownerPath } from '../scope';

/** WeChat's modes in the browser's words: how to fit, and where. */
const FITS: Record<string, readonly [fit: string, position: string]> = {
  scaleToFill: ['fill', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'left top'],
  'top right': ['none', 'right top'],
  'bottom left': ['none', 'left bottom'],
  'bottom right': ['none', 'right bottom'],
};

/** `image`, and `cover-image`, which is the same above native components. */
const picture = (tag: 'image' | 'cover-image'): Builtin =>
  builtin({
    tag,
    properties: {
      src: String,
      mode: { type: String, value: 'scaleToFill' },
      lazyLoad: Boolean,
      fadeIn: Boolean,
      webp: Boolean,
      showMenuByLongpress: Boolean,
      forceHttps: Boolean,
    },
    create(host) {
      const img = host.element.querySelector('img');
      if (img === null) throw new Error('image without an image');
      const arrange = (): void => {
        const [objectFit, objectPosition] = FITS[host.get<string>('mode')] ?? ['fill', 'center'];
        Object.assign(img.style, { objectFit, objectPosition });
        fixSide(host, img);
      };
      const load = (): void => {
        const src = host.get<string>('src');
        if (src === '') img.removeAttribute('src');
        else void host.page.phone.files.url(src, ownerPath(host)).then((url) => img.setAttribute('src', url));
      };
      img.addEventListener('load', () => {
        arrange();
        host.emit('load', { width: img.naturalWidth, height: img.naturalHeight });
      });
      img.addEventListener('error', () =>
        host.emit('error', { errMsg: `GET ${host.get<string>('src')} fail` }),
      );
      return {
        attached() {
          img.loading = host.get<boolean>('lazyLoad') ? 'lazy' : 'eager';
          img.alt = host.get<string | null>('ariaLabel') ?? '';
          arrange();
          load();
        },
        changed(name, value) {
          if (name === 'src') load();
          if (name === 'mode') arrange();
          if (name === 'ariaLabel') img.alt = String(value ?? '');
        },
      };
    },
  });

export const image = picture('image');
export const coverImage = picture('cover-image');

/** In widthFix and heightFix the other side follows from the picture. */
function fixSide(host: BuiltinHost, img: HTMLImageElement): void {
  const mode = host.get<string>('mode');
  if (img.naturalWidth === 0 || (mode !== 'widthFix' && mode !== 'heightFix')) {
    host.setStyle('');
    return;
  }
  const ratio = `${img.naturalWidth}/${img.naturalHeight}`;
  host.setStyle(
    mode === 'widthFix' ? `height:auto;aspect-ratio:${ratio}` : `width:auto;aspect-ratio:${ratio}`,
  );
}
