import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { units } from '../../shared/datasets/units.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { systemClock } from '../clock.ts'
import { freshDatabase } from '../test/database.ts'
import { SECRET } from '../test/ledger-trial.ts'
import { openPool } from './connection.ts'
import { startEmbedded } from './embedded.ts'
import type { Ledger } from './ledger.ts'
import { openLedger } from './postgres.ts'
import { readPostmaster } from './postmaster.ts'
import { isAlive } from './processes.ts'

const root = await mkdtemp(join(tmpdir(), 'toan-canh-embedded-'))
afterAll(() => rm(root, { recursive: true, force: true }))

const open = (dataDir: string) => openLedger({ dataDir, secret: SECRET, clock: systemClock })

it('gives each test file an empty database of its own', async () => {
  const database = await freshDatabase()
  const pool = openPool(database.url)
  const { rows } = await pool.query<{ n: number }>(`select count(*) as n from pg_tables where schemaname = 'public'`)
  expect(rows).toEqual([{ n: 0 }])
  await pool.end()
  await database.drop()
})

it('starts with checksums on, on this machine only, and leaves nothing running when it closes', async () => {
  const database = await startEmbedded({ dataDir: join(root, 'plain') })
  const pool = openPool(database.url)
  const { rows } = await pool.query(
    `select current_setting('data_checksums') as checksums, current_setting('listen_addresses') as address,
            current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous`,
  )
  expect(rows).toEqual([{ checksums: 'on', address: '127.0.0.1', fsync: 'on', synchronous: 'on' }])
  await pool.end()
  const pid = database.pid() ?? 0
  expect(isAlive(pid)).toBe(true)
  await database.stop()
  expect(isAlive(pid)).toBe(false)
  expect(await readdir(join(root, 'plain'))).not.toContain('server.lock')
})

it('refuses a data folder that another server uses, and names that server', async () => {
  const first = await startEmbedded({ dataDir: join(root, 'plain') })
  await expect(startEmbedded({ dataDir: join(root, 'plain') })).rejects.toMatchObject({
    code: 'IOC_DATA_LOCKED',
    message: expect.stringContaining(`process ${process.pid}`),
  })
  await first.stop()
})

it('starts over the postmaster.pid and the lock of processes that are gone', async () => {
  const dataDir = join(root, 'plain')
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  await writeFile(join(dataDir, 'server.lock'), `${gone.pid}\nlong ago\nx\n`)
  const left = [gone.pid, join(dataDir, 'postgres'), 1, 5432, '', 'localhost', '  1  1', 'ready   ', '']
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), left.join('\n'))
  await (await startEmbedded({ dataDir })).stop()
})

it('leaves a process alone that got the number of a dead postmaster', async () => {
  const dataDir = join(root, 'plain')
  const left = [process.pid, join(dataDir, 'postgres'), 1, 5432, '', 'localhost', '  1  1', 'ready   ', '']
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), left.join('\n'))
  const started = startEmbedded({ dataDir })
  // PostgreSQL itself cannot tell either; it must say so rather than be forced.
  await started.then(
    (database) => database.stop(),
    (error) => expect(error).toMatchObject({ code: 'IOC_DATA_START' }),
  )
  expect(isAlive(process.pid)).toBe(true)
  await rm(join(dataDir, 'postgres', 'postmaster.pid'), { force: true })
})

it.each([
  ['17', 'IOC_DATA_VERSION'],
  ['19', 'IOC_DATA_VERSION'],
])('refuses a folder of PostgreSQL %s and changes nothing in it', async (version, code) => {
  const dataDir = join(root, `of-${version}`)
  await cp(join(root, 'plain'), dataDir, { recursive: true })
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), `${version}\n`)
  const before = await readdir(join(dataDir, 'postgres'))
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code })
  expect(await readdir(join(dataDir, 'postgres'))).toEqual(before)
})

it('refuses a folder with somebody else’s files and changes nothing in it', async () => {
  const dataDir = join(root, 'foreign')
  await mkdir(join(dataDir, 'postgres'), { recursive: true })
  await writeFile(join(dataDir, 'postgres', 'report.txt'), 'mine')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'IOC_DATA_FOREIGN' })
  expect(await readdir(join(dataDir, 'postgres'))).toEqual(['report.txt'])
  expect(await readFile(join(dataDir, 'postgres', 'report.txt'), 'utf8')).toBe('mine')
})

it('brings the database back when it dies while the server runs, with everything acknowledged', async () => {
  const dataDir = join(root, 'dies')
  const log: string[] = []
  const database = await startEmbedded({ dataDir, log: (line) => log.push(line) })
  const pool = openPool(database.url)
  await pool.query('create table kept (n int)')
  for (let times = 1; times <= 3; times += 1) {
    await pool.query(`insert into kept values (${times})`)
    const before = database.pid()
    if (before === null) throw new Error('the database is not running')
    process.kill(before, 'SIGKILL')
    await expect.poll(() => database.pid(), { timeout: 30_000 }).not.toSatisfy((pid) => pid === null || pid === before)
    await expect
      .poll(() => pool.query('select count(*) as n from kept').then(({ rows }) => rows), { timeout: 30_000 })
      .toEqual([{ n: times }])
  }
  expect(log).toContain('the embedded database ended; starting it again')
  await pool.end()
  await database.stop()
})

it('has every acknowledged batch whole, and no half of another, after the server or its database was killed', async () => {
  const dataDir = join(root, 'killed')
  let acknowledged = 0
  for (const [round, victim] of (['server', 'database', 'both', 'server', 'both'] as const).entries()) {
    const server = spawn(process.execPath, [join(import.meta.dirname, '../test/ledger-server.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const seqs = createInterface({ input: server.stdout })[Symbol.asyncIterator]()
    acknowledged = Number((await seqs.next()).value)
    await sleep(100 + round * 37)
    if (victim !== 'server') await killDatabase(dataDir)
    if (victim === 'server') server.kill('SIGKILL')
    else await sleep(20)
    await kill(server)
    for (let next = await seqs.next(); !next.done; next = await seqs.next()) acknowledged = Number(next.value)

    const ledger = await open(dataDir)
    const { seq } = await ledger.head()
    expect(seq).toBeGreaterThanOrEqual(acknowledged)
    // 200 rows a batch, one batch a seq: nothing else may be there.
    expect(await rowsBySeq(ledger)).toEqual(Array.from({ length: seq }, (_, index) => ({ seq: index + 1, rows: 200 })))
    for (const batch of await ledger.unfinished()) await ledger.discard(batch.id, { name: 'trial', role: 'system' })
    await ledger.close()
  }
  expect(acknowledged).toBeGreaterThan(5)
}, 120_000)

async function killDatabase(dataDir: string): Promise<void> {
  const running = await readPostmaster(join(dataDir, 'postgres'))
  if (running) process.kill(running.pid, 'SIGKILL')
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

function rowsBySeq(ledger: Ledger): Promise<{ seq: number; rows: number }[]> {
  return ledger.read(SYSTEM_SCOPE, (reading) =>
    reading.query(
      `select seq_from as seq, count(*) as rows from ${reading.relation(units, { seq: reading.seq })} r group by seq_from order by seq_from`,
    ),
  )
}
