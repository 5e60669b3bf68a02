import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const COOLING_DAYS = 7

/**
 * What the program is made of, looked at from outside: known weaknesses of its packages (a high one fails the run), the age
 * of the versions that run in it (one younger than seven days fails the run: most hijacked releases are found by then), and
 * a bill of materials in `.ci/sbom.json`. What the registry does not answer is said, and nothing fails for it.
 */
interface Audit {
  metadata?: { vulnerabilities?: Record<string, number> }
  message?: string
  error?: { summary?: string }
}

const audit = JSON.parse(npm('audit', '--json', '--omit=dev') || '{}') as Audit
const found = audit.metadata?.vulnerabilities
if (!found) {
  console.log(
    `audit: not asked, the registry says: ${audit.message ?? audit.error?.summary ?? 'nothing'}`.split(' - ')[0],
  )
} else {
  const grave = (found.high ?? 0) + (found.critical ?? 0)
  console.log(`audit: ${found.total ?? 0} known weaknesses, ${grave} high or critical`)
  if (grave > 0) process.exitCode = 1
}

const bill = npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev')
const { components } = JSON.parse(bill) as { components: unknown[] }
writeFileSync(new URL('sbom.json', import.meta.url), bill)
console.log(`bill of materials: ${components.length} packages`)

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>
}
const ages = Object.entries(dependencies).map(([name, version]) => ({ name, days: daysOld(name, version) }))
const young = ages.filter(({ days }) => days !== null && days < COOLING_DAYS)
console.log(
  `age: ${ages.filter(({ days }) => days !== null).length} of ${ages.length} known, ${young.length} too young`,
)
for (const { name, days } of young) {
  console.log(`age: ${name} is ${days} days old, at least ${COOLING_DAYS} are asked`)
  process.exitCode = 1
}

/** Whole days since a version was published; null where the registry does not say. */
function daysOld(name: string, version: string): number | null {
  try {
    const published = (JSON.parse(npm('view', name, 'time', '--json')) as Record<string, string>)[version]
    return published ? Math.floor((Date.now() - Date.parse(published)) / 86_400_000) : null
  } catch {
    return null
  }
}

function npm(...given: string[]): string {
  return spawnSync('npm', given, { encoding: 'utf8', shell: process.platform === 'win32' }).stdout
}
