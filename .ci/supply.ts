import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/**
 * What the program is made of, looked at from outside: known weaknesses of its packages (a high one fails the run) and a
 * bill of materials in `.ci/sbom.json`. Where the registry does not answer about weaknesses, that is said and nothing fails.
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

function npm(...given: string[]): string {
  return spawnSync('npm', given, { encoding: 'utf8', shell: process.platform === 'win32' }).stdout
}
