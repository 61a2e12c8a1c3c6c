import { CALL, FAILURE } from '../protocol/action';
import { PROTOCOL } from '../protocol/index';

/**
 * `npm run protocol`: every action of every function as one JSON document. Schemas are JSON Schema; a call is
 * `{action, data}`, an answer `{ok: true, data}` or `{ok: false, error}`.
 */
const document = {
  title: 'Learn First, Pay Later (先学后付): protocol of the cloud functions',
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  call: CALL,
  failure: FAILURE,
  functions: PROTOCOL,
};

// A reader may have seen enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
