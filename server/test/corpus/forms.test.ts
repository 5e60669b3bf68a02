import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingOf } from '../../limits.ts'
import { request, say } from '../http-corpus/wire.ts'
import { dossierFile } from '../opened.ts'
import { type City, openCity } from './city.ts'

const MIB = 1024 * 1024
const PATH = '/api/v1/batches?dataset=dossiers&feed=bad-dossiers&unit=area:91'
const FILE = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
const END = '\r\n--b--\r\n'

let city: City
beforeAll(async () => {
  city = await openCity({
    [settingOf('csvBytes')]: String(MIB),
    [settingOf('bodyPaceMs')]: '1000',
    [settingOf('stalledMs')]: '1000',
  })
}, 120_000)
afterAll(() => city.close())

/** Sends pieces over a bare line, and says what came back and what it moved. */
async function send(pieces: readonly (string | Buffer)[], headers: readonly string[], pauseMs = 0) {
  const own = [`Host: 127.0.0.1:${city.port}`, `Authorization: Bearer ${city.program.token}`, ...headers]
  const { status, text } = await say(city.port, [request('POST', PATH, own), ...pieces], { pauseMs })
  return { status, code: /"code":"(\w+)"/.exec(text)?.[1] ?? null, harm: await city.harm() }
}

const whole = (body: string | Buffer, type = 'multipart/form-data; boundary=b') =>
  send([body], [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'])
const met = (status: number, code: string | null) => ({ status, code, harm: [] })

describe('a file that is too much', () => {
  it('[U3] of one byte above the limit is refused; the limit itself is taken', async () => {
    const text = dossierFile().padEnd(MIB, '\n')
    const right = await city.send({ name: 'a.csv', dataset: 'dossiers', bytes: Buffer.alloc(MIB, text) })
    expect(right.code).not.toBe('IOC_FILE_TOO_LARGE')
    await city.discard(right)
    expect(await whole(FILE + 'x'.repeat(MIB + 1) + END)).toEqual(met(413, 'IOC_FILE_TOO_LARGE'))
  })

  it('[U4] and never ends is cut at the limit', async () => {
    const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
    const pieces = [chunk(FILE), ...Array.from({ length: 40 }, () => chunk('x'.repeat(MIB / 16)))]
    const headers = ['Content-Type: multipart/form-data; boundary=b', 'Transfer-Encoding: chunked']
    const { status, code, harm } = await send(pieces, headers, 20)
    // Its sender hears of the limit where he still listens, else of his silence.
    expect([`413 IOC_FILE_TOO_LARGE`, '408 IOC_BODY_TOO_SLOW']).toContain(`${status} ${code}`)
    expect(harm).toEqual([])
  })

  it('[U5] and breaks into silence is given up', async () => {
    const headers = ['Content-Type: multipart/form-data; boundary=b', 'Content-Length: 1000000']
    expect(await send([`${FILE}Mã hồ sơ`], headers)).toEqual(met(408, 'IOC_BODY_TOO_SLOW'))
  })
})

describe('[U19] a form', () => {
  const field = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

  it('with two files is refused', async () => {
    expect(await whole(`${FILE}x\r\n${FILE}y${END}`)).toEqual(met(413, 'IOC_MULTIPART_LIMIT'))
  })

  it('of a thousand parts is refused', async () => {
    const parts = Array.from({ length: 1_000 }, (_, at) => field(`f${at}`, 'x')).join('')
    expect(await whole(`${parts}${FILE}x${END}`)).toEqual(met(413, 'IOC_MULTIPART_LIMIT'))
  })

  it('with a field of 10 MB is refused', async () => {
    expect(await whole(`${field('note', 'x'.repeat(10 * MIB))}${FILE}x${END}`)).toEqual(met(413, 'IOC_MULTIPART_LIMIT'))
  })

  it('without a file is refused', async () => {
    expect(await whole(`${field('note', 'x')}--b--\r\n`)).toEqual(met(422, 'IOC_NO_FILE'))
  })

  it('without a boundary is refused', async () => {
    expect(await whole(`${FILE}x${END}`, 'multipart/form-data')).toEqual(met(400, 'IOC_BAD_REQUEST'))
  })

  it('with another boundary than it says is refused', async () => {
    expect(await whole(`${FILE}x${END}`, 'multipart/form-data; boundary=c')).toMatchObject({ status: 400, harm: [] })
  })

  it('inside a form is no file', async () => {
    const inner = `--i\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\r\n--i--\r\n`
    const nested = `--b\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n${inner}${END}`
    expect(await whole(nested)).toEqual(met(422, 'IOC_NO_FILE'))
  })
})
