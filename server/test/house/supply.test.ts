import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'))

interface Locked {
  version?: string
  integrity?: string
  resolved?: string
  hasInstallScript?: boolean
  link?: boolean
}

const { dependencies, devDependencies, allowScripts } = read('package.json') as Record<string, Record<string, string>>
const lock = read('package-lock.json') as { packages: Record<string, Locked> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '')

describe('the supply chain', () => {
  it('pins every direct package to one version', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('holds a strong digest of every package, and no address to fetch it from', () => {
    expect(packages.length).toBeGreaterThan(100)
    expect(packages.filter(([, { integrity, link }]) => !link && !integrity?.startsWith('sha512-'))).toEqual([])
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  it('lets only packages that are listed by name run a script at the installation', () => {
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path))
    expect(running.length).toBeGreaterThan(0)
    expect(running.filter((name) => allowScripts?.[name] === undefined)).toEqual([])
    expect(Object.keys(allowScripts ?? {}).filter((name) => !running.includes(name))).toEqual([])
  })
})
