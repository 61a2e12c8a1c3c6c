/** Fast transform by SWC; types are checked by `npm run types`, not here. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  // Every switch and every fault takes minutes: `npm run test:settings`, beside the tests that must stay quick.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.SETTINGS ? [] : ['<rootDir>/tests/settings/'])],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 300_000,
  // One for each core, where jest leaves one free: most tests wait for a thread or a process of their own in turn.
  maxWorkers: '100%',
};
