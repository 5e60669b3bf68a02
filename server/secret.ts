import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadConfig, MIN_SECRET_LENGTH } from './config.ts'

/**
 * The installation's own secret, made at the first start and kept in the data folder. Losing it makes dossier codes
 * unreadable for good: it belongs into every backup of the data folder.
 *
 * @throws BadConfig when the kept file is damaged
 */
export function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(path, 0o600)
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new BadConfig(['the file "secret" in the data folder is damaged: restore it from a backup'])
  }
  return secret
}
