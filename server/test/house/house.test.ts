import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAY_IMPORT, ONE_DOOR } from './house.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TOPS = ['client', 'server', 'shared', 'fixtures']
const MAX_LINES = 300

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const files = TOPS.flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(top, file)),
)

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[\s\S]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = [...text.matchAll(STATEMENT)].map(([, type, to]) => ({ to: to ?? '', typeOnly: type !== undefined }))
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, to]) => ({ to: to ?? '', typeOnly: false }))
  return [...found, ...dynamic].map(({ to, typeOnly }) => ({
    from: file,
    to: to.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), to)) : to,
    typeOnly,
  }))
}

/** The most specific folder of the plan that holds a file. */
function roomOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]
}

function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file)
}

function allowed({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from)
  if (!room) return false
  if (roomOf(to) === room || to.startsWith(`${room}/`)) return true
  if (
    isTest(from) &&
    (to.startsWith('server/test/') ||
      to.startsWith('shared/') ||
      to.startsWith('fixtures/') ||
      to === 'server/clock.ts')
  )
    return true
  if (isTest(from) && from.startsWith('server/')) return to.startsWith('server/')
  return (MAY_IMPORT[room] ?? []).some((rule) => {
    const path = rule.replace(/^type:/, '')
    const matches = to === path || to.startsWith(`${path}/`)
    return matches && (typeOnly || !rule.startsWith('type:'))
  })
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

describe('the house', () => {
  it.each(files)('%s has a place in the plan and at most 300 lines', (file) => {
    expect(roomOf(file), `nobody has decided what the folder of ${file} may import`).toBeDefined()
    expect(readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES)
  })

  it('lets every import run one way', () => {
    const wrong = files
      .flatMap(importsOf)
      .filter((entry) => /^(client|server|shared|fixtures)\//.test(entry.to) && !allowed(entry))
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('gives every library one door', () => {
    const wrong = files
      .filter((file) => !isTest(file))
      .flatMap(importsOf)
      .filter(({ from, to }) => {
        const doors = ONE_DOOR[packageOf(to)]
        return doors !== undefined && !doors.some((door) => from.startsWith(`${door}/`))
      })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('has no top-level entry that the design does not name', () => {
    const known =
      /^(client|server|shared|fixtures|docs|deploy|package\.json|package-lock\.json|vite\.config\.ts|tsconfig\.json|biome\.json|README\.md|CONTRIBUTING\.md|CHANGELOG\.md|SECURITY\.md|LICENSE|node_modules|dist|data|shots|coverage|\..*)$/
    expect(readdirSync(ROOT).filter((entry) => !known.test(entry))).toEqual([])
  })

  it('sees a wrong import when there is one', () => {
    expect(allowed({ from: 'server/figures/sql.ts', to: 'server/ledger/postgres.ts', typeOnly: false })).toBe(false)
    expect(allowed({ from: 'server/figures/sql.ts', to: 'server/ledger/ledger.ts', typeOnly: true })).toBe(true)
    expect(allowed({ from: 'shared/query.ts', to: 'server/app.ts', typeOnly: true })).toBe(false)
  })
})
