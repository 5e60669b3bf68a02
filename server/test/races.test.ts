import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { raceCampaign } from '../../fixtures/faults/races.ts'
import { type Program, removeDataFolders, startProgram } from './program.ts'

const CYCLES = 20

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
  await removeDataFolders()
})

describe('[F13] two officers who decide at the same moment', () => {
  it(`have exactly one winner each of ${2 * CYCLES} times, whole; the other hears who and when and keeps his file (npm run faults makes more)`, {
    timeout: 300_000,
  }, async () => {
    const { findings, won } = await raceCampaign(program, CYCLES, console.log)
    expect(findings).toEqual([])
    expect(Object.values(won).reduce((sum, count) => sum + count, 0)).toBe(2 * CYCLES)
  })
})
