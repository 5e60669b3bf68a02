import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReadLimits } from './limits.ts'
import { readBytes, readWhole } from './read-whole.ts'

const REAL_DIR = process.env.IOC_REAL_DIR ?? join(import.meta.dirname, '../../../../shared/real')

async function cellsOf(text: Buffer | string): Promise<unknown[][]> {
  return (await readBytes(text)).sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

const RING = '[[105.4,10.3],[105.5,10.3],[105.5,10.4],[105.4,10.3]]'

function toFeatures(...features: readonly string[]): string {
  return `{"features":[${features.join(',')}],"type":"FeatureCollection"}`
}

function toFeature(geometry: string, properties = '{"name":"A","code":"30697"}'): string {
  return `{"type":"Feature","properties":${properties},"geometry":${geometry}}`
}

describe('rows as JSON', () => {
  it.each([
    ['a list', '[{"a":1,"b":"x"},{"b":"y","c":null}]'],
    ['a list inside an object', '{"feed":"f","rows":[{"a":1,"b":"x"},{"b":"y","c":null}],"end":[1]}'],
    ['objects one after another', '{"a":1,"b":"x"}\n{"b":"y","c":null}\n'],
    ['a byte order mark', '\uFEFF[{"a":1,"b":"x"},{"b":"y","c":null}]'],
    ['lines with CRLF, blank lines and a mark', '\uFEFF{"a":1,"b":"x"}\r\n\r\n{"b":"y","c":null}\r\n\r\n'],
    ['UTF-16 without its mark', Buffer.from('[{"a":1,"b":"x"},{"b":"y","c":null}]', 'utf16le').swap16()],
    ['UTF-16', Buffer.from('\uFEFF[{"a":1,"b":"x"},{"b":"y","c":null}]', 'utf16le')],
  ])('are read from %s', async (_, text) => {
    const { kind, sheets } = await readBytes(text)
    expect(kind).toBe('json')
    expect(sheets[0]?.rows).toEqual([
      { rowNo: 1, cells: ['a', 'b', 'c'] },
      { rowNo: 2, cells: [1, 'x', null] },
      { rowNo: 3, cells: [null, 'y', null] },
    ])
  })

  it('mean what another reader says they mean', async () => {
    const text = '[{"a":"\\u1ebf\\n\\"\\\\\\/\\ud83d\\ude00","b":-0.5e-3,"c":true,"d":false,"e":"","f":1E5,"g":0}]'
    expect((await cellsOf(text))[1]).toEqual(Object.values(JSON.parse(text)[0]))
  })

  it('keep long whole numbers as text instead of rounding them', async () => {
    expect((await cellsOf('[{"a":12345678901234567890,"b":9007199254740991}]'))[1]).toEqual([
      '12345678901234567890',
      9007199254740991,
    ])
  })

  it('say of nested values only that they are no values: their column may not be needed', async () => {
    expect(await cellsOf('[{"a":1,"media":[1,[2]]},{"a":{"b":2},"media":null}]')).toEqual([
      ['a', 'media'],
      [1, { broken: 'object' }],
      [{ broken: 'object' }, null],
    ])
  })

  it('have composed letters', async () => {
    expect((await cellsOf('[{"a":"e\u0302\u0301"}]'))[1]).toEqual(['ế'])
  })

  it.each([
    '[{',
    '[{}',
    '[{"a" 1}]',
    '[{"a":1,}]',
    '[1,]',
    '[{"a":01}]',
    '[{"a":+1}]',
    '[{"a":.5}]',
    "[{'a':1}]",
    '[{"a":"\t"}]',
    '[{"a":"\\x"}]',
    '[{}] x',
    '[{"a":"x]',
    '{"rows":[]} {}',
  ])('%j is no JSON, as another reader agrees', async (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    await expect(readBytes(text)).rejects.toMatchObject({ code: 'IOC_JSON_SYNTAX', status: 422 })
  })

  it.each([
    ['[{"a":1},2]', 'IOC_JSON_NOT_ROWS'],
    ['[{"a":1,"a":1}]', 'IOC_JSON_DUPLICATE_KEY'],
    ['[{"a":{"__proto__":1}}]', 'IOC_JSON_RESERVED_KEY'],
    ['[{"\\u005f_proto__":1}]', 'IOC_JSON_RESERVED_KEY'],
    ['[{"a":"\\udc00"}]', 'IOC_TEXT_SURROGATE'],
    ['[{"a":"\\u0000"}]', 'IOC_TEXT_NUL'],
    ['[{"a":-1e400}]', 'IOC_JSON_NUMBER'],
  ])('%s is refused', async (text, code) => {
    await expect(readBytes(text)).rejects.toMatchObject({ code, status: 422 })
  })

  it('name line and column of a fault', async () => {
    await expect(readBytes('[{"a":1},\n {"a":x}]')).rejects.toMatchObject({ params: { line: 2, column: 7 } })
  })

  it.each<[keyof ReadLimits, string, (size: number) => string]>([
    ['rows', 'IOC_TOO_MANY_ROWS', (size) => `[${Array(size).fill('{"a":1}').join(',')}]`],
    [
      'columns',
      'IOC_TOO_MANY_COLUMNS',
      (size) => `[${Array.from({ length: size }, (_, at) => `{"a${at}":1}`).join(',')}]`,
    ],
    [
      'jsonKeys',
      'IOC_TOO_MANY_COLUMNS',
      (size) => `[{${Array.from({ length: size }, (_, at) => `"a${at}":1`).join(',')}}]`,
    ],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => `[{"a":"${'x'.repeat(size)}"}]`],
    ['jsonBytes', 'IOC_FILE_TOO_LARGE', (size) => '[{"a":1}]'.padEnd(size)],
  ])('stay within %s', async (limit, code, make) => {
    const narrowed = { [limit]: 12 }
    await expect(readBytes(make(11), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(12), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(13), narrowed)).rejects.toMatchObject({ code })
  })
})

describe('shapes as GeoJSON', () => {
  it('become rows of their properties and their geometry', async () => {
    const polygon = `{"type":"Polygon","coordinates":[${RING}],"extra":1}`
    const multi = `{"coordinates":[[${RING}],[${RING}]],"type":"MultiPolygon"}`
    const { kind, sheets } = await readBytes(
      toFeatures(toFeature(polygon), toFeature(multi, '{"code":"30700","area":58.3,"nested":{"x":1}}')),
    )
    expect(kind).toBe('geojson')
    expect(sheets[0]?.rows).toEqual([
      { rowNo: 1, cells: ['code', 'name', 'area', 'geometry'] },
      { rowNo: 2, cells: ['30697', 'A', null, `{"type":"Polygon","coordinates":[${RING}]}`] },
      { rowNo: 3, cells: ['30700', null, 58.3, `{"type":"MultiPolygon","coordinates":[[${RING}],[${RING}]]}`] },
    ])
  })

  it('may be one feature alone', async () => {
    expect(await cellsOf(toFeature(`{"type":"Polygon","coordinates":[${RING}]}`))).toHaveLength(2)
  })

  it.each([
    ['[[10.3,105.4],[10.3,105.5],[10.4,105.5],[10.3,105.4]]', 'IOC_GEOJSON_SWAPPED'],
    ['[[34,-118],[34,-119],[35,-119],[34,-118]]', 'IOC_GEOJSON_RANGE'],
    ['[[105.4,10.3],[105.5,10.3],[105.5,10.4],[105.4,10.31]]', 'IOC_GEOJSON_RING'],
    ['[[105.4,10.3],[105.5,10.3],[105.4,10.3]]', 'IOC_GEOJSON_RING'],
    ['[[105.4,"10.3"],[105.5,10.3],[105.5,10.4],[105.4,10.3]]', 'IOC_GEOJSON_GEOMETRY'],
    ['[[105.4],[105.5,10.3],[105.5,10.4],[105.4,10.3]]', 'IOC_GEOJSON_GEOMETRY'],
    ['[105.4,10.3]', 'IOC_GEOJSON_GEOMETRY'],
    ['"x"', 'IOC_GEOJSON_GEOMETRY'],
  ])('%s is refused, naming the feature', async (ring, code) => {
    const good = toFeature(`{"type":"Polygon","coordinates":[${RING}]}`)
    const text = toFeatures(good, toFeature(`{"type":"Polygon","coordinates":[${ring}]}`))
    // latitude 34 is in range as a longitude, −118 is not a latitude, and the place is not in Việt Nam either way
    await expect(readBytes(text)).rejects.toMatchObject({ code, status: 422, params: { feature: 2 } })
  })

  it.each<[keyof ReadLimits, string, (size: number) => string]>([
    [
      'geoFeatures',
      'IOC_GEOJSON_TOO_BIG',
      (size) => toFeatures(...Array<string>(size).fill(toFeature(`{"type":"Polygon","coordinates":[${RING}]}`))),
    ],
    [
      'geoVertices',
      'IOC_GEOJSON_TOO_BIG',
      (size) => toFeatures(toFeature(`{"type":"Polygon","coordinates":[[${Array(size).fill('[105,10]').join(',')}]]}`)),
    ],
    ['geojsonBytes', 'IOC_FILE_TOO_LARGE', (size) => toFeatures().padEnd(size)],
  ])('stay within %s', async (limit, code, make) => {
    const narrowed = { [limit]: 60 }
    await expect(readBytes(make(59), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(60), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(61), narrowed)).rejects.toMatchObject({ code })
  })
})

describe.skipIf(!existsSync(REAL_DIR))('real boundaries', () => {
  it.each([
    ['an-giang-communes.geojson', 102],
    ['can-tho-communes.geojson', 103],
  ])('%s has %i communes with a code of five digits', async (file, count) => {
    const { kind, sheets } = await readWhole(join(REAL_DIR, file))
    const rows = sheets[0]?.rows.slice(1) ?? []
    expect(kind).toBe('geojson')
    expect(rows).toHaveLength(count)
    expect(rows.every(({ cells }) => /^\d{5}$/.test(String(cells[0])))).toBe(true)
  })
})
