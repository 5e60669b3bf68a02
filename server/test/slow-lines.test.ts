import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingOf } from '../limits.ts'
import { FOUR, type Opened, open, TOKEN } from './opened.ts'

let opened: Opened

beforeAll(async () => {
  opened = await open({
    [settingOf('headersMs')]: '1000',
    [settingOf('bodyPaceMs')]: '1000',
    [settingOf('stalledMs')]: '1000',
  })
})
afterAll(() => opened.close())

/** A line that sends one byte of `text` a tenth of a second, for as long as it stands; resolves with what it heard. */
async function drip(head: string, text: string): Promise<string> {
  const line = connect(Number(new URL(opened.url).port), '127.0.0.1')
  const heard: Buffer[] = []
  line.on('data', (chunk) => heard.push(chunk))
  line.on('error', () => {})
  line.write(head)
  let at = 0
  const dripping = setInterval(() => line.write(text[at++ % text.length] ?? ' '), 100)
  await closed(line)
  clearInterval(dripping)
  return Buffer.concat(heard).toString()
}

const closed = (line: Socket) => new Promise<void>((resolve) => line.once('close', () => resolve()))
const refusedFor = async (name: string) =>
  (await opened.call('GET', '/api/v1/limits')).body.limits.find((item: { name: string }) => item.name === name).refused

const JSON_HEAD = (path: string, authorization = '') =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n`
const OPERATOR = `Authorization: Bearer ${TOKEN}\r\n`
const UPLOAD = `POST /api/v1/batches?dataset=dossiers&feed=mot-cua HTTP/1.1\r\nHost: 127.0.0.1\r\n${OPERATOR}Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n`
const FILE_BEGINS = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nMã'
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

describe('a line that is slow on purpose', () => {
  it('is cut while its headers drip in', async () => {
    expect(await drip('GET /healthz HTTP/1.1\r\nX-A: ', 'a')).toMatch(/^HTTP\/1.1 408 /)
  })

  it.each([
    ['a body', JSON_HEAD('/api/v1/figures', OPERATOR), ' '],
    ['a file', UPLOAD + chunk(FILE_BEGINS), '1\r\na\r\n'],
    ['a file that has not begun', UPLOAD, '1\r\na\r\n'],
  ])('[T26] is cut while %s drips in, and told why', async (_, head, text) => {
    const before = await refusedFor('bodyPaceBytes')
    const heard = await drip(head, text)
    expect(heard).toMatch(/^HTTP\/1.1 408 /)
    expect(heard).toContain('IOC_BODY_TOO_SLOW')
    expect(await refusedFor('bodyPaceBytes')).toBe(before + 1)
  })

  it('is cut after a refusal that did not wait for its body', async () => {
    const heard = await drip(JSON_HEAD('/api/v1/figures'), ' ')
    expect(heard).toContain('IOC_NOT_SIGNED_IN')
    expect(heard.match(/^HTTP/gm)).toHaveLength(1)
  })

  it('is cut when it asks for answers, reads none of them and goes on sending', async () => {
    const line = connect(Number(new URL(opened.url).port), '127.0.0.1')
    line.on('error', () => {})
    line.pause()
    const before = await refusedFor('stalledMs')
    line.write(`GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n${OPERATOR}\r\n`.repeat(200))
    const dripping = setInterval(() => line.write('\r\n'), 100)
    await closed(line)
    clearInterval(dripping)
    expect(await refusedFor('stalledMs')).toBe(before + 1)
  })
})

describe('a line that is only slow', () => {
  it('delivers a file that pauses for less than the time of the pace', async () => {
    const line = connect(Number(new URL(opened.url).port), '127.0.0.1')
    let heard = ''
    line.on('data', (bytes) => {
      heard += bytes.toString()
    })
    const file = FOUR + '\r\n'.repeat(40_000)
    line.write(UPLOAD + chunk('--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'))
    line.write(chunk(file.slice(0, 50_000)))
    await new Promise((resolve) => setTimeout(resolve, 500))
    line.write(`${chunk(file.slice(50_000))}${chunk('\r\n--b--\r\n')}0\r\n\r\n`)
    await expect.poll(() => heard, { timeout: 10_000 }).toMatch(/^HTTP\/1.1 202 /)
    line.destroy()
  })
})
