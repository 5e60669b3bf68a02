import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toDossier, toDossierText } from '../../fixtures/bad/bad-file.ts'
import { removeDataFolders } from '../../server/test/program.ts'
import type { Batch } from '../../shared/batch.ts'
import { deliver, send } from './deliver.ts'
import { type Desk, openDesk } from './desk.ts'
import { visitAs } from './operator.ts'

const TARGET = 'dataset=dossiers&feed=mot-cua&unit=area:91'
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })
const press = (page: Page, name: string) =>
  page.locator('#decision').getByRole('button', { name, exact: true }).click({ timeout: 30_000 })

/** Forty dossiers of Xã Đông Thái, two on each of the first twenty days of October 2026, all finished before they were due. */
function october(mark: string): Buffer {
  const rows = Array.from({ length: 40 }, (_, index) => {
    const on = (later: number) => `${String(1 + (index % 20) + later).padStart(2, '0')}/10/2026`
    return toDossier({
      'Mã hồ sơ': `H01.187-261001-${mark}${String(index).padStart(3, '0')}`,
      'Đơn vị tiếp nhận': 'UBND xã Đông Thái',
      'Đơn vị giải quyết': 'UBND xã Đông Thái',
      'Ngày tiếp nhận': on(0),
      'Ngày hẹn trả': on(5),
      'Ngày kết thúc xử lý': on(3),
    })
  })
  return Buffer.from(toDossierText(...rows))
}

describe('a delivery that two people have to agree on', () => {
  let desk: Desk
  let mai: Page
  let hoa: Page
  let batch: Batch
  beforeAll(async () => {
    desk = await openDesk()
    await deliver(desk.program, TARGET, 'thang-10.csv', october('1'))
    const changed = await desk.program.call('/api/v1/feeds/mot-cua', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ needsApproval: true }),
    })
    expect(changed.status).toBe(200)
    batch = await send(desk.program, TARGET, 'thang-10-lan-2.csv', october('2'))
    const open = async (user: string, name: string) => (await visitAs(desk, { user, name, role: 'officer' })).newPage()
    mai = await open('mai', 'Trần Thị Mai')
    hoa = await open('hoa', 'Lê Thị Hoa')
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  it('is not sent on before its warning was looked at: the same days once more, under other codes', async () => {
    await mai.goto(`${desk.program.url}/feeds/${batch.id}?step=file`)
    await see(mai, 'Đọc được, nhưng có 1 cảnh báo')
    await press(mai, 'Gửi người duyệt')
    await see(mai, 'Hãy xem cảnh báo ở bước Tác động rồi đánh dấu ô trên.')
    await press(mai, 'Xem cảnh báo')
    await see(mai, 'Có thể nộp trùng')
    await see(mai, '40 dòng đều là mới, nhưng tháng 10/2026 đã có 40 dòng vào đúng những ngày và đơn vị ấy.')
    await mai.getByLabel('Tôi đã xem cảnh báo').check()
    await press(mai, 'Gửi người duyệt')
    await see(mai, /Bạn đã gửi duyệt lúc .* Cần một người khác đồng ý/)
    expect(await mai.getByRole('button', { name: 'Đồng ý, đưa vào số liệu' }).count()).toBe(0)
  })

  it('goes back with a reason, and may be sent again', async () => {
    await hoa.goto(`${desk.program.url}/feeds/${batch.id}?step=effect`)
    await see(hoa, /mai đã gửi duyệt lúc/)
    await press(hoa, 'Không duyệt')
    const dialog = hoa.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Không duyệt', exact: true }).click()
    await see(hoa, 'Hãy ghi lý do để người gửi biết phải sửa gì.')
    await dialog.getByLabel('Lý do không duyệt').fill('hỏi lại bộ phận một cửa')
    await dialog.getByRole('button', { name: 'Không duyệt', exact: true }).click()
    await see(hoa, 'Đã trả đợt này về người gửi.')
    await mai.reload()
    await mai.getByLabel('Tôi đã xem cảnh báo').check()
    await press(mai, 'Gửi người duyệt')
    await see(mai, /Bạn đã gửi duyệt lúc/)
  })

  it('counts when the second one agrees', async () => {
    await hoa.reload()
    await hoa.getByLabel('Tôi đã xem cảnh báo').check()
    await press(hoa, 'Đồng ý, đưa vào số liệu')
    await see(hoa, 'Đang trong số liệu')
  })

  it('has a receipt with both names, the figures before and after, and the fingerprint in eight groups', async () => {
    await hoa.getByRole('link', { name: 'Biên nhận' }).click()
    await see(hoa, 'Biên nhận dữ liệu')
    await see(hoa, /Lê Thị Hoa, /)
    await see(hoa, 'Trần Thị Mai')
    const received = hoa
      .locator('.receipt-table')
      .first()
      .getByRole('row', { name: /^Tiếp nhận/ })
    expect((await received.textContent())?.replaceAll('\u00a0', ' ')).toBe('Tiếp nhậntháng 10/20264080+40')
    const groups = await hoa.locator('.receipt-sha code span').allTextContents()
    expect(groups.map((group) => group.trim()).join('')).toBe(batch.file?.sha256)
    expect(groups).toHaveLength(8)
  })

  it('is printed on one sheet, without menus', async () => {
    await hoa.emulateMedia({ media: 'print' })
    expect(await hoa.locator('.desk-bar').isVisible()).toBe(false)
    expect(await hoa.getByRole('button', { name: 'In biên nhận' }).count()).toBe(0)
    expect(await hoa.locator('.receipt').isVisible()).toBe(true)
    const pdf = (await hoa.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
    expect(desk.complaints).toEqual([])
  })
})
