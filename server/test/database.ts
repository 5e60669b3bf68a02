import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { queryOnce } from '../ledger/connection.ts'

/** An empty database of its own for a test file; `drop` it when done. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await queryOnce(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => queryOnce(server, `drop database if exists ${name} with (force)`) }
}
