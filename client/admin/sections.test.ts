import { describe, expect, it } from 'vitest'
import { SECTIONS, sectionsOf } from './sections.ts'

describe('the parts of the administration', () => {
  it('are all open to an operator', () => {
    expect(sectionsOf({ admin: true, audit: true })).toEqual(SECTIONS)
  })

  it('are the audit alone for an officer, who reads what he did himself', () => {
    expect(sectionsOf({ admin: false, audit: true })).toEqual(['audit'])
  })

  it('are closed to everybody else', () => {
    expect(sectionsOf({ admin: false, audit: false })).toEqual([])
  })
})
