import type { Connection } from './connection.ts'
import type { DeliveryName } from './ledger.ts'

/**
 * How deliveries are called, all in one question.
 *
 * @param visible - ids of the feeds that the asker may see; what he delivered himself he sees too
 */
export async function readOrigins(
  connection: Connection,
  ids: readonly string[],
  visible: readonly string[],
  asker: string,
): Promise<DeliveryName[]> {
  if (ids.length === 0) return []
  const { rows } = await connection.query<DeliveryName>(
    `select id, feed, file ->> 'name' as file, sheets from batches
      where id = any($1) and (feed = any($2) or received_by = $3)`,
    [ids, visible, asker],
  )
  return rows
}
