import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayCampaign } from '../../fixtures/faults/replays.ts'
import { type Program, removeDataFolders, startProgram } from './program.ts'

const REPLAYS = 20

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
  await removeDataFolders()
})

describe('[F12] a file that comes again', () => {
  it(`changes nothing in ${REPLAYS} replays, whoever brings it, in whatever order and kind of file; the audit has each (npm run faults makes more)`, {
    timeout: 300_000,
  }, async () => {
    expect(await replayCampaign(program, REPLAYS, console.log)).toEqual({ replays: REPLAYS, findings: [] })
  })
})
