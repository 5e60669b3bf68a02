import { describe, expect, it } from 'vitest'
import { killCampaign } from '../../fixtures/faults/kill.ts'

const CYCLES = 3

describe('a program that is killed while it commits', () => {
  it(`loses, halves and invents nothing over ${CYCLES} kills (npm run faults makes more)`, {
    timeout: 180_000,
  }, async () => {
    const report = await killCampaign(CYCLES, console.log)
    expect(report).toMatchObject({ lost: [], partial: [], phantom: [], wrongFigures: [] })
    expect(report.restartsMs).toHaveLength(CYCLES)
  })
})
