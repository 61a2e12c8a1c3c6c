import { builtins } from './parts/builtins';
import { editing } from './parts/editing';
import { pagesLook } from './parts/pages-look';
import { routes } from './parts/routes';
import { weChatAround } from './parts/wechat-around';
import { PhoneUnderTest } from './phone-under-test';

const world = new PhoneUnderTest();

beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.takeFresh());
afterEach(() => world.putAway());

pagesLook(world);
routes(world);
builtins(world);
weChatAround(world);
editing(world);
