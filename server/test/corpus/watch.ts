import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A running program and everything of it that a hostile input could move. */
export interface Watched {
  pid: number
  dataDir: string
  databaseUrl: string
}

/** Says after each input what it moved. */
export interface Watch {
  /** Everything that is not as it was when the watch began; empty = nothing lost, nothing half committed, nothing left. */
  harm(): Promise<string[]>
  /** Takes the program as it now stands for what has to stay: after something that was to count. */
  again(): Promise<void>
  close(): Promise<void>
}

/** What moves while nothing happens: who was here, who failed, what was asked. */
const MOVING = ['audit', 'idempotency', 'links', 'rights_state', 'sessions', 'sign_in_failures']
/** Of deliveries only those that count. */
const COUNTED: Readonly<Record<string, string>> = {
  batches: ' where t.seq is not null',
  batch_datasets: ' where exists (select 1 from batches b where b.id = t.batch_id and b.seq is not null)',
}
/** Lines to browsers and to the database may come and go within their pools. */
const LINES_TO_SPARE = 40
/** What a program may need to let go of a child, a line or a file, ms. */
const SETTLING_MS = 8_000

interface State {
  sums: Record<string, string>
  files: string[]
  descriptors: number
  lines: number
}

/** Begins to watch a program; `/proc` tells of its descriptors. */
export async function openWatch(watched: Watched): Promise<Watch> {
  const client = new pg.Client({ connectionString: watched.databaseUrl })
  await client.connect()
  const text = await sumsText(client)
  const look = async (): Promise<State> => ({
    sums: await sumsOf(client, text),
    files: await filesOf(watched.dataDir),
    ...(await descriptorsOf(watched.pid)),
  })
  let before = await look()
  return {
    async harm() {
      const end = Date.now() + SETTLING_MS
      for (;;) {
        const found = compare(before, await look())
        if (found.length === 0 || Date.now() > end) return found
        await sleep(25)
      }
    },
    async again() {
      before = await look()
    },
    close: () => client.end(),
  }
}

/** One statement that counts and sums up the rows of every table; of deliveries only those that count. */
async function sumsText(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`,
  )
  if (!rows.some(({ name }) => name === 'rows_dossiers'))
    throw new Error(`no rows among ${rows.map((row) => row.name)}`)
  return rows
    .filter(({ name }) => !MOVING.includes(name))
    .map(({ name }) => {
      const from = `${client.escapeIdentifier(name)} t${COUNTED[name] ?? ''}`
      return `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from ${from}`
    })
    .join(' union all ')
}

async function sumsOf(client: pg.Client, text: string): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; sum: string }>(text)
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

async function filesOf(dataDir: string): Promise<string[]> {
  const held = await readdir(dataDir, { recursive: true, withFileTypes: true })
  return held
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Open descriptors of a process: its TCP lines apart from the rest. A process that is gone throws. */
async function descriptorsOf(pid: number): Promise<{ descriptors: number; lines: number }> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')))
  const tcp = new Set(tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)[9] ?? '')))
  let [descriptors, lines] = [0, 0]
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (link === null) continue
    if (tcp.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '-')) lines += 1
    else descriptors += 1
  }
  return { descriptors, lines }
}

function compare(before: State, now: State): string[] {
  const found: string[] = []
  for (const name of Object.keys({ ...before.sums, ...now.sums }))
    if (before.sums[name] !== now.sums[name]) found.push(`${name}: ${before.sums[name]} → ${now.sums[name]}`)
  found.push(...now.files.filter((name) => !before.files.includes(name)).map((name) => `left on the disk: ${name}`))
  if (now.descriptors > before.descriptors) found.push(`descriptors: ${before.descriptors} → ${now.descriptors}`)
  if (now.lines > before.lines + LINES_TO_SPARE) found.push(`lines: ${before.lines} → ${now.lines}`)
  return found
}
