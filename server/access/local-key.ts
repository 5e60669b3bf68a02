import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createToken } from './tokens.ts'

const FILE = 'operator.key'

/** How a command on the same machine reaches the running server. */
export interface LocalKey {
  url: string
  key: string
}

/** A fresh operator's key for this run of the server, readable only by the user who owns the data folder. */
export function writeLocalKey(dataDir: string, url: string, key: string): void {
  const path = join(dataDir, FILE)
  rmSync(path, { force: true })
  writeFileSync(path, JSON.stringify({ url, key } satisfies LocalKey), { mode: 0o600, flag: 'wx' })
}

/** The key of the server that runs over a data folder; null when none does. */
export function readLocalKey(dataDir: string): LocalKey | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as LocalKey
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The key ends with the server. */
export function removeLocalKey(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true })
}

/** 256 random bits. */
export function createLocalKey(): string {
  return createToken()
}
