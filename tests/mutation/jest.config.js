const path = require('node:path');

/** What mutants of the rules are judged by: the rules' own tests, but none whose failing histories shrink for minutes. */
module.exports = {
  ...require('../../jest.config'),
  rootDir: path.resolve(__dirname, '../..'),
  roots: ['<rootDir>/tests/domain'],
  testPathIgnorePatterns: ['/node_modules/', 'any-order', 'checked-by-others'],
};
