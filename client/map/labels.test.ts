import { describe, expect, it } from 'vitest'
import { layLabels } from './labels.ts'

const box = { width: 800, height: 600, u: 1 }

describe('names on the map', () => {
  it('stand to the left of their pin where the map ends', () => {
    const [near, far] = layLabels(
      [
        { unit: 'a', text: 'Vị Thanh 20,4 %', x: 100, y: 100 },
        { unit: 'b', text: 'Châu Thành 8,1 %', x: 760, y: 300 },
      ],
      box,
    )
    expect(near?.side).toBe('right')
    expect(far?.side).toBe('left')
  })

  it('never leave a map that is too narrow for them on the left', () => {
    const [label] = layLabels([{ unit: 'a', text: 'Trường Long Tây 18,6 %', x: 100, y: 100 }], { ...box, width: 300 })
    expect(label?.side).toBe('right')
  })

  it('do not cover one another', () => {
    const [first, second] = layLabels(
      [
        { unit: 'a', text: 'Vân Khánh 80,6', x: 300, y: 300 },
        { unit: 'b', text: 'Vĩnh Phong 80,6', x: 310, y: 305 },
      ],
      box,
    )
    const middle = (label: { y: number; dy: number } | undefined) => (label ? label.y + label.dy : 0)
    expect(middle(second) - middle(first)).toBeGreaterThanOrEqual(27)
  })
})
