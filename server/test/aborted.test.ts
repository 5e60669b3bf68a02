import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { abortCampaign } from '../../fixtures/faults/aborted.ts'
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

describe('[F14] an officer who closes his browser in the middle of an upload', () => {
  it(`leaves no file, no delivery and no place taken, ${CYCLES} times at random points (npm run faults makes more)`, {
    timeout: 180_000,
  }, async () => {
    expect(await abortCampaign(program, CYCLES, console.log)).toEqual({
      cycles: CYCLES,
      afterLastByte: 5,
      findings: [],
    })
  })
})
