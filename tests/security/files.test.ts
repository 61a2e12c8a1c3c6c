import { objected, taught } from '../usecases/lived';
import { openSchool, PAYER, TEACHER } from '../usecases/school';

describe('files', () => {
  test('a learner may name only files of her own objection', async () => {
    const { world, orderId } = await taught();
    const own = `cloud://env.bucket/objections/${orderId}/1/photo.png`;
    const object = (picture: string) =>
      world.ask(PAYER, 'classroom', 'object', {
        ...{ orderId, unitNo: 1, reason: 'quality', text: '老师没来', pictures: [own, picture] },
      });
    for (const foreign of [
      'cloud://env.bucket/cover/2026-03/id1.png',
      'cloud://env.bucket/objections/another-order/1/photo.png',
      `cloud://env.bucket/objections/${orderId}/2/photo.png`,
      `cloud://env.bucket/objections/${orderId}/1/../../../cover/id1.png`,
      `cloud://env.bucket/objections/${orderId}/1/%2e%2e/cover.png`,
      `cloud://env.bucket/cover.png?/objections/${orderId}/1/photo.png`,
      `cloud://env.bucket/x/objections/${orderId}/1/photo.png`,
    ]) {
      expect(await object(foreign)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    }
    expect(await object(own)).toMatchObject({ ok: true });
  });

  test('nor may she add others afterwards, and what she names is all that is removed with her data', async () => {
    const { world, orderId } = await objected();
    const added = {
      orderId,
      unitNo: 1,
      text: '看这里',
      files: ['cloud://env.bucket/invoice/2026-03/id1.pdf'],
    };
    expect(await world.refusal(PAYER, 'classroom', 'addEvidence', added)).toBe('BAD_REQUEST');
    expect(world.store.all('orders')[0]?.units[0]?.objection?.evidence ?? []).toEqual([]);
  });

  test('no name of a file leads anywhere', async () => {
    const world = await openSchool();
    const upload = (name: string) => world.ask(TEACHER, 'staff', 'newUpload', { use: 'material', name });
    for (const name of [
      '../../keys/a.png',
      'C:\\x\\a.png',
      '/etc/passwd.png',
      'a/../b.png',
      '%2e%2e%2fa.png',
    ]) {
      expect(await upload(name)).toMatchObject({
        ok: true,
        data: { cloudPath: expect.stringMatching(/^material\/2026-03\/[0-9A-Za-z]+\.png$/) },
      });
    }
    for (const name of ['a.js', 'a.png.exe', 'a.html', 'a.svg', 'a', '.png.', 'a.php%00.png\n']) {
      expect(await upload(name)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    }
  });
});
