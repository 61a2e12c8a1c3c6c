const path = require('node:path');

/** What mutants of the rules are judged by: quick tests only, and none whose failing histories shrink for minutes. */
module.exports = {
  ...require('../../jest.config'),
  rootDir: path.resolve(__dirname, '../..'),
  roots: ['<rootDir>/tests/domain', '<rootDir>/tests/usecases'],
  testPathIgnorePatterns: ['/node_modules/', 'any-order', 'any-course', 'crash', 'frequent-errors'],
};
