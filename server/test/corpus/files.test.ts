import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BAD_FILES } from '../../../fixtures/bad/list.ts'
import { type City, openCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
}, 120_000)
afterAll(() => city.close())

describe('a hostile or broken file', () => {
  it.each(BAD_FILES.map((file) => [file.id, file.name.slice(0, 60), file] as const))(
    '[%s] %s is met as the list says, and moves nothing',
    async (_id, _name, file) => {
      const heard = await city.send({ ...file, bytes: file.make() })
      await city.discard(heard)
      const { status, code, rules, asks } = heard
      if (file.code !== null) expect({ status, code }).toEqual({ status: file.status, code: file.code })
      else if (file.rule !== null) expect(rules).toContain(file.rule)
      else if (file.asks !== undefined) expect(asks).toContain(file.asks)
      else expect({ status, code, asks }).toEqual({ status: 202, code: null, asks: [] })
      expect(await city.harm()).toEqual([])
    },
  )
})
