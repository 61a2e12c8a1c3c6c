import { type Asked, play } from './play';

/* One process of several that live through histories: a seed comes, what became of its history goes back (`crew.ts`). */

process.on('message', (asked: Asked) => {
  void play(asked).then((played) => process.send?.(played));
});
