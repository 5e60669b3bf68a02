import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditLine } from '../../shared/audit.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { canonical } from '../ledger/audit-chain.ts'
import { queryOnce } from '../ledger/connection.ts'
import { freshDatabase } from './database.ts'
import { FOUR, NOVEMBER, type Opened, open, TOKEN } from './opened.ts'
import { type Program, removeDataFolders, startProgram } from './program.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const page = async (search = '') => (await opened.call('GET', `/api/v1/audit${search}`)).body.lines as AuditLine[]

describe('the audit over HTTP', () => {
  it('tells who sent and committed what, from where and in which request', async () => {
    const batch = await opened.deliver('dataset=dossiers&feed=mc&unit=area:31459', 'mc.csv', FOUR)
    expect((await opened.commit(batch)).status).toBe(200)
    const [committed, received] = await page()
    expect([received?.action, committed?.action]).toEqual(['batch.received', 'batch.committed'])
    expect(received).toMatchObject({ actor: 'admin-token', detail: { sha256: batch.file?.sha256, feed: 'mc' } })
    expect(committed).toMatchObject({ object: { kind: 'batch', id: batch.id }, detail: { rows: { new: 4 } } })
    expect(committed?.ip).toMatch(/127\.0\.0\.1$/)
    expect(committed?.request).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('shows an officer what he did himself, and no whole chain', async () => {
    const { access } = opened.program
    const asking = { id: 'test', method: 'POST', peer: '::1', ip: '::1', headers: {}, queryNames: [] }
    const token = await access.signing.newLink('officer', SYSTEM_SCOPE)
    const cookie = (await access.signing.signIn({ token }, asking)).cookie.split(';')[0] ?? ''
    const own = { cookie, 'sec-fetch-site': 'same-origin' }
    const { body } = await ask(opened, 'GET', '/api/v1/audit?actor=admin-token', own)
    expect([...new Set(body.lines.map(({ actor }: AuditLine) => actor))]).toEqual(['link:officer'])
    expect((await ask(opened, 'GET', '/api/v1/audit/export', own)).status).toBe(403)
  })

  it('holds, and can be followed from its export by anybody', async () => {
    const verified = await opened.call('POST', '/api/v1/audit/verification', {})
    expect(verified.body).toMatchObject({ broken: null, lines: verified.body.head.id })
    const response = await fetch(`${opened.url}/api/v1/audit/export`, { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    const lines = ndjson(await response.text())
    const end = lines.pop()
    let before = end.previous
    for (const { hash, ...line } of lines) {
      before = createHash('sha256')
        .update(`${before}\n${canonical(line)}`)
        .digest('hex')
      expect(hash).toBe(before)
    }
    expect(end).toEqual({ lines: lines.length, previous: end.previous, head: { id: lines.length, hash: before } })
    expect(lines.at(-1).action).toBe('audit.exported')
  })

  it('can be held to what people did', async () => {
    const [all, people] = [await page('?limit=500'), await page('?people=1&limit=500')]
    expect(all.some(({ role }) => role === 'system')).toBe(true)
    expect(people.length).toBeGreaterThan(0)
    expect(people).toEqual(all.filter(({ role }) => role !== 'system' && role !== 'source'))
  })

  it.each(['?people=0', '?from=2026-02-31', '?action=nothing', '?before=0', '?limit=1000'])(
    'refuses %s',
    async (search) => {
      expect((await opened.call('GET', `/api/v1/audit${search}`)).status).toBe(400)
    },
  )
})

describe('codes and purges over HTTP', () => {
  const keys = async () => {
    const { body } = await opened.call('POST', '/api/v1/figures/rows', { ...NOVEMBER, measure: 'dossiers.received' })
    return body.rows.map(({ key }: { key: string }) => key) as string[]
  }

  it('show no code to an operator, and none without a reason', async () => {
    const asked = { dataset: 'dossiers', keys: await keys(), reason: 'Kiểm tra hồ sơ quá hạn' }
    const { status, body } = await opened.call('POST', '/api/v1/codes/reveal', asked)
    expect([status, body.code]).toEqual([403, 'IOC_NOT_ALLOWED'])
  })

  it('show a leader the codes that he asks for with a reason, once that is written down', async () => {
    const { access } = opened.program
    const asking = { id: 'test', method: 'POST', peer: '::1', ip: '::1', headers: {}, queryNames: [] }
    const token = await access.signing.newLink('leader', SYSTEM_SCOPE)
    const cookie = (await access.signing.signIn({ token }, asking)).cookie.split(';')[0] ?? ''
    const own = { cookie, 'sec-fetch-site': 'same-origin' }
    const { body: session } = await ask(opened, 'GET', '/api/v1/session', own)
    const headers = { ...own, 'x-csrf-token': session.csrf }
    const asked = { dataset: 'dossiers', keys: await keys() }
    for (const reason of [undefined, '', '    ', 'abc'])
      expect((await ask(opened, 'POST', '/api/v1/codes/reveal', headers, { ...asked, reason })).status).toBe(400)
    const { status, body } = await ask(opened, 'POST', '/api/v1/codes/reveal', headers, {
      ...asked,
      reason: 'Dân hỏi tại quầy',
    })
    expect(status).toBe(200)
    expect(body.codes.map(({ code }: { code: string }) => code).sort()).toEqual(
      ['02-0001', '03-0002', '04-0003', '12-0004'].map((end) => `000.21.45.H13-2611${end}`),
    )
    const [line] = await page()
    expect(line).toMatchObject({ action: 'codes.revealed', role: 'leader', reason: 'Dân hỏi tại quầy' })
  })

  it('refuse to purge what is too young, and say from when on it is not', async () => {
    const { status, body } = await opened.call('POST', '/api/v1/purges', {
      dataset: 'dossiers',
      before: '2026-01-01',
      reason: 'Hết thời hạn lưu',
    })
    expect([status, body.code, body.at]).toEqual([409, 'IOC_PURGE_TOO_YOUNG', { before: '2021-11-22' }])
    expect(body.detail).toContain('2021-11-22')
  })

  it('purge, list it, and take the rows that come again as faults of their rows', async () => {
    const old = { unit: 'area:31459', receivedAt: '2020-02-03T08:00:00+07:00', finishedAt: '2020-02-05T08:00:00+07:00' }
    const push = (code: string, received = old.receivedAt) => ({
      code,
      receivingUnit: old.unit,
      receivedAt: received,
      finishedAt: old.finishedAt,
    })
    const sent = await opened.call('POST', '/api/v1/push/dossiers', {
      feed: 'mc',
      rows: [push('000.21.45.H13-200203-0001')],
    })
    expect(sent.status).toBe(200)
    const purge = { dataset: 'dossiers', before: '2021-01-01', reason: 'Hết thời hạn lưu' }
    const done = await opened.call('POST', '/api/v1/purges', purge)
    expect([done.status, done.body]).toEqual([200, { seq: sent.body.seq + 1, rows: 1, codes: 1 }])
    expect((await opened.call('GET', '/api/v1/purges')).body.purges).toMatchObject([{ ...purge, actor: 'admin-token' }])
    const again = await opened.call('POST', '/api/v1/push/dossiers', {
      feed: 'mc',
      rows: [push('000.21.45.H13-200203-0001'), push('000.21.45.H13-261120-0009', '2026-11-20T08:00:00+07:00')].map(
        (row, i) => (i === 0 ? row : { ...row, finishedAt: null }),
      ),
    })
    expect(again.body).toMatchObject({ accepted: 1, rejected: [{ row: 1, issues: [{ rule: 'row.purged' }] }] })
    const only = await opened.call('POST', '/api/v1/push/dossiers', {
      feed: 'mc',
      rows: [push('000.21.45.H13-200203-0001')],
    })
    expect([only.status, only.body.code]).toEqual([422, 'IOC_ROWS_REJECTED'])
    expect(only.body.rejected).toMatchObject([{ row: 1, issues: [{ rule: 'row.purged' }] }])
  })
})

describe('the commands', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let program: Program
  const settings = { IOC_SECRET: 'n0tForUse!'.repeat(4) }
  beforeAll(async () => {
    database = await freshDatabase()
    program = await startProgram({ env: { ...settings, IOC_DATABASE_URL: database.url } })
  })
  afterAll(async () => {
    await program.stop()
    await removeDataFolders()
    await database.drop()
  })
  const command = (...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli.ts', ...given], {
      env: { ...process.env, IOC_DATA_DIR: program.dataDir },
      encoding: 'utf8',
      timeout: 60_000,
    })
    return { status, lines: `${stdout}${stderr}`.trimEnd().split('\n') }
  }

  it('follow the chain, write it to a file, and purge', async () => {
    const verified = command('audit', 'verify')
    expect(verified.lines[0]).toMatch(/^The chain of the audit holds over \d+ lines\.$/)
    const file = join(program.dataDir, 'audit.ndjson')
    const exported = command('audit', 'export', file)
    const end = ndjson(await readFile(file, 'utf8')).at(-1)
    expect(exported).toEqual({
      status: 0,
      lines: [`${end.lines} lines written to ${file}.`, `  head: ${end.head.id} ${end.head.hash}`],
    })
    expect(command('purge', 'surveys', '2019-01-01', 'hết', 'thời', 'hạn').lines).toEqual([
      expect.stringMatching(/^Seq \d+: 0 rows of surveys purged, 0 codes deleted\.$/),
    ])
    expect(command('purge', 'surveys').status).toBe(1)
  })

  it('name the first line that was changed, and a tail that was cut after the program kept its head', async () => {
    await queryOnce(
      database.url,
      `set session_replication_role = replica; create table kept as select * from audit where id = 2;
       update audit set actor = 'nobody' where id = 2`,
    )
    expect(command('audit', 'verify')).toEqual({
      status: 1,
      lines: ['The chain of the audit breaks at line 2: the line, or the one before it, is not what was written.'],
    })
    await queryOnce(
      database.url,
      'set session_replication_role = replica; delete from audit where id = 2; insert into audit select * from kept; drop table kept',
    )
    await program.stop()
    const heads = ndjson(await readFile(join(program.dataDir, 'audit-heads.ndjson'), 'utf8'))
    expect(program.output()).toContain(heads.at(-1).hash)
    await queryOnce(
      database.url,
      `set session_replication_role = replica; delete from audit where id = (select max(id) from audit)`,
    )
    program = await startProgram({ dataDir: program.dataDir, env: { ...settings, IOC_DATABASE_URL: database.url } })
    expect(command('audit', 'verify')).toMatchObject({
      status: 1,
      lines: [
        expect.stringContaining(`breaks at line ${heads.at(-1).id}: the line is missing or not the one that was kept`),
      ],
    })
  })
})

/** Calls without the operator's token. */
async function ask({ url }: Opened, method: string, path: string, headers: Record<string, string>, sent?: unknown) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...(sent !== undefined && { 'content-type': 'application/json' }) },
    ...(sent !== undefined && { body: JSON.stringify(sent) }),
  })
  return { status: response.status, body: await response.json() }
}

function ndjson(text: string) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
}
