import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../ledger/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A running PostgreSQL on which every test file makes databases of its own. */
    postgres: string
  }
}

/** One real PostgreSQL for a whole test run, removed afterwards. Quick rather than durable: nobody keeps these rows. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'toan-canh-test-'))
  const database = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '120', shared_buffers: '128MB' },
  })
  project.provide('postgres', database.url)
  return async () => {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
