import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type City, openCity } from './city.ts'
import { siegeOf, UPLOADS } from './uploads.ts'

/** Of each line two files; all of them with `IOC_CORPUS=all`. Every file is also read without the program (`read/bad-files.test.ts`). */
const MOST = process.env.IOC_CORPUS === 'all' ? Number.POSITIVE_INFINITY : 2

let city: City
beforeAll(async () => {
  city = await openCity()
}, 120_000)
afterAll(() => city.close())

describe('hostile and broken files of a line', () => {
  it.each([...UPLOADS].map(([id, files]) => [id, Math.min(files.length, MOST), files.slice(0, MOST)] as const))(
    '[%s] %i are met as the list says, and move nothing',
    async (_id, _count, files) => {
      expect(await siegeOf(city, files)).toEqual([])
      expect(await city.harm()).toEqual([])
    },
  )
})
