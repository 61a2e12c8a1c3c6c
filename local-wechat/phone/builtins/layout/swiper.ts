import { type BuiltinHost, builtin } from '../builtin';
import { inner } from '../inner';
import { swipe } from './swipe';
import { type Slides, slidesOf } from './swiper-slides';

/** A row of slides of which one is shown: by finger, by itself, or by `current`. */
export const swiper = builtin({
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: Number,
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    snapToEdge: Boolean,
    displayMultipleItems: { type: Number, value: 1 },
    easingFunction: { type: String, value: 'default' },
    disableProgrammaticAnimation: Boolean,
  },
  create(host) {
    const slides = slidesOf(host);
    let timer: ReturnType<typeof setInterval> | undefined;
    const go = (index: number, source: string): void => {
      if (!slides.go(index)) return;
      drawDots(host, slides);
      const detail = { current: slides.current, currentItemId: slides.currentItemId(), source };
      host.set('current', slides.current);
      host.emit('change', detail);
      setTimeout(() => host.emit('animationfinish', detail), host.get<number>('duration'));
    };
    const play = (): void => {
      clearInterval(timer);
      if (!host.get<boolean>('autoplay')) return;
      timer = setInterval(() => go(slides.next(), 'autoplay'), host.get<number>('interval'));
    };
    const observer = new host.page.document.view.MutationObserver(() => {
      slides.place(false);
      drawDots(host, slides);
    });
    return {
      attached() {
        host.element.classList.toggle('wx-swiper-vertical', host.get<boolean>('vertical'));
        slides.show(host.get<number>('current'));
        drawDots(host, slides);
        play();
        observer.observe(inner(host, '.wx-swiper-track'), { childList: true });
        swipe(host, slides, (index) => go(index, 'touch'));
      },
      changed(name, value) {
        if (name === 'current') {
          if (Number(value) !== slides.current) go(Number(value), '');
        } else if (name === 'currentItemId') go(slides.indexOf(String(value)), '');
        else if (name === 'autoplay' || name === 'interval') play();
        else slides.place(false);
        drawDots(host, slides);
      },
      detached() {
        clearInterval(timer);
        observer.disconnect();
      },
    };
  },
});

function drawDots(host: BuiltinHost, slides: Slides): void {
  const dots = inner<HTMLElement>(host, '.wx-swiper-dots');
  dots.hidden = !host.get<boolean>('indicatorDots');
  dots.replaceChildren(
    ...Array.from({ length: slides.count }, (_item, index) => {
      const dot = host.element.ownerDocument.createElement('i');
      const active = index === slides.current;
      dot.style.background = host.get<string>(active ? 'indicatorActiveColor' : 'indicatorColor');
      return dot;
    }),
  );
}

export const swiperItem = builtin({
  tag: 'swiper-item',
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  create(host) {
    const mark = (): void => host.element.setAttribute('data-item-id', host.get<string>('itemId'));
    return { attached: mark, changed: mark };
  },
});
