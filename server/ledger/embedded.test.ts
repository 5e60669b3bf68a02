import { expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import { openPool } from './connection.ts'

it('gives each test file an empty database of its own', async () => {
  const database = await freshDatabase()
  const pool = openPool(database.url)
  const { rows } = await pool.query<{ n: number }>(`select count(*) as n from pg_tables where schemaname = 'public'`)
  expect(rows).toEqual([{ n: 0 }])
  await pool.end()
  await database.drop()
})
