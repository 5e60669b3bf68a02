import { readFileSync } from 'node:fs'

/** Prints the test runner's own counts as the closing line of a CI run; fails where there is no report or no test. */
const path = process.argv[2] ?? '.ci/report.json'
const report = JSON.parse(readFileSync(path, 'utf8')) as {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
}
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report
if (skipped > 0) console.log(`${skipped} skipped`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
