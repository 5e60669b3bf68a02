import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type City, openCity } from './city.ts'
import { siegeOf, UPLOADS } from './uploads.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
}, 120_000)
afterAll(() => city.close())

describe('hostile and broken files of a line', () => {
  it.each([...UPLOADS.entries()].map(([id, files]) => [id, files.length, files] as const))(
    '[%s] %i are met as the list says, and move nothing',
    async (_id, _count, files) => {
      expect(await siegeOf(city, files)).toEqual([])
      expect(await city.harm()).toEqual([])
    },
  )
})
