import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')
const SOURCES = ['client', 'shared', 'package.json', 'vite.config.ts']
/** What stands beside the pages and is not part of them. */
const NOT_BUILT = /(\.test\.tsx?|[/\\]e2e[/\\].*)$/

/** Builds the pages once for a whole run of browser tests, unless they stand as their sources say. */
export async function setup(): Promise<void> {
  if (builtAt() >= Math.max(...SOURCES.map((name) => newestIn(join(ROOT, name))))) return
  await build({ configFile: join(ROOT, 'vite.config.ts'), mode: 'production', logLevel: 'warn' })
}

function builtAt(): number {
  return statSync(join(ROOT, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newestIn(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  const times = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(join(entry.parentPath, entry.name)))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
