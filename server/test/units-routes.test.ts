import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UnitChange, UnitItem } from '../../shared/api.ts'
import { type Opened, open } from './opened.ts'

/** The list of units that the program brings, asked over HTTP from Cần Thơ on 22 November 2026. */
let opened: Opened
beforeAll(async () => {
  opened = await open({ IOC_UNIT: 'area:92' })
}, 60_000)
afterAll(() => opened.close())

async function units(search: string): Promise<UnitItem[]> {
  const { status, body } = await opened.call('GET', `/api/v1/units${search}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.units
}
async function changes(search: string): Promise<UnitChange[]> {
  return (await opened.call('GET', `/api/v1/units/changes${search}`)).body.changes
}

describe('the units of Cần Thơ', () => {
  it('are 103 communes today, each with the old district that most of it comes from', async () => {
    const today = await units('')
    expect(today).toHaveLength(103)
    const area = { unit: 'vn-93-old-huyen-vi-thuy', name: 'Huyện Vị Thuỷ', straddles: false }
    expect(today.find(({ code }) => code === '31459')).toMatchObject({
      name: 'Xã Vĩnh Tường',
      area,
      hasChildren: false,
    })
    // Phường An Bình of Quận Ninh Kiều and Xã Mỹ Khánh of Huyện Phong Điền are one part each: its code 31150 was the ward's.
    expect(today.find(({ code }) => code === '31150')).toMatchObject({
      name: 'Phường An Bình',
      area: { name: 'Quận Ninh Kiều', straddles: true },
    })
  })

  it('were three provinces in 2024, with districts and their communes', async () => {
    const provinces = await units('?on=2024-05-01')
    expect(provinces.map(({ name, hasChildren }) => [name, hasChildren])).toEqual([
      ['Thành phố Cần Thơ', true],
      ['Tỉnh Hậu Giang', true],
      ['Tỉnh Sóc Trăng', true],
    ])
    expect(await units('?under=area:93@2024-05-01&on=2024-05-01')).toHaveLength(8)
    expect(await units('?under=vn-93-old-huyen-vi-thuy&on=2024-05-01')).toHaveLength(10)
  })

  it('can be listed by their areas, which open into communes of today', async () => {
    // 9 districts of Cần Thơ, 8 of Hậu Giang, 11 of Sóc Trăng
    const areas = await units('?level=district')
    expect(areas).toHaveLength(28)
    expect(areas.every(({ hasChildren, parent }) => hasChildren && parent === 'vn-92')).toBe(true)
    const communes = (await Promise.all(areas.map(({ id }) => units(`?under=${id}`)))).flat()
    // Every commune is in one area and in no other.
    expect(new Set(communes.map(({ id }) => id)).size).toBe(103)
    expect(communes).toHaveLength(103)
  })
})

describe('the days on which units changed', () => {
  const acts = ['Nghị quyết 202/2025/QH15', 'Quyết định 19/2025/QĐ-TTg']

  it('are 1 July 2025 for Cần Thơ, with what changed and by which acts', async () => {
    // Of 103 communes 95 were made of several and 8 not touched; the city itself was made of three provinces.
    // 9 + 8 + 11 districts ended.
    const counts = { merged: 96, split: 0, renamed: 0, moved: 0, created: 0, ended: 28 }
    expect(await changes('')).toEqual([{ on: '2025-07-01', counts, sources: acts }])
  })

  it('are none where the range holds none, and others for other provinces', async () => {
    expect(await changes('?from=2025-07-02&to=2026-11-22')).toEqual([])
    // Huế took its new name half a year earlier.
    expect((await changes('?under=area:46')).map(({ on }) => on)).toEqual(['2025-01-01', '2025-07-01'])
    expect((await changes('?under=area:75&from=2026-01-01'))[0]).toMatchObject({
      on: '2026-04-30',
      counts: { renamed: 1 },
      sources: ['Nghị quyết 30/2026/QH16'],
    })
  })

  it('refuse a unit or a day that does not exist', async () => {
    const code = async (search: string) => (await opened.call('GET', `/api/v1/units/changes${search}`)).body.code
    expect(await code('?under=area:99999')).toBe('IOC_UNKNOWN_UNIT')
    expect(await code('?from=2025-02-31')).toBe('IOC_BAD_PERIOD')
  })
})

describe('emulation clusters, delivered as a file', () => {
  it('are listed by their tree and open into their members', async () => {
    const file = [
      'unit,tree,level,name,parent,from',
      'cum-1,cum-thi-dua,group,Cụm thi đua số 1,,2025-07-01',
      'vn-31459,cum-thi-dua,commune,Xã Vĩnh Tường,cum-1,2025-07-01',
      'vn-31150,cum-thi-dua,commune,Phường An Bình,cum-1,2025-07-01',
    ].join('\n')
    const batch = await opened.deliver('dataset=units&feed=cum-thi-dua-units', 'cum.csv', file)
    expect({ state: batch.state, rejected: batch.rows.rejected }).toEqual({ state: 'ready', rejected: 0 })
    expect((await opened.commit(batch)).status).toBe(200)
    const groups = await units('?tree=cum-thi-dua')
    expect(groups.map(({ name, level, hasChildren }) => [name, level, hasChildren])).toEqual([
      ['Cụm thi đua số 1', 'group', true],
    ])
    const members = await units('?tree=cum-thi-dua&under=cum-1')
    expect(members.map(({ name, parent }) => [name, parent])).toEqual([
      ['Phường An Bình', 'cum-1'],
      ['Xã Vĩnh Tường', 'cum-1'],
    ])
    // They stay communes of Cần Thơ.
    expect((await units('')).find(({ code }) => code === '31459')?.parent).toBe('vn-92')
  })
})
