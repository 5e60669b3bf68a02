import { readFileSync } from 'node:fs'
import type { Verification } from '../shared/verification.ts'
import { readLocalKey } from './access/local-key.ts'
import { readConfig } from './config.ts'

const USAGE = `npm run ioc -- sign-in [leader|analyst|officer|operator]
  Prints a link that signs one browser in, once, within 15 minutes (default: operator).
npm run ioc -- verify
  Recounts every rollup from the rows and tries the rules of the ledger; ends with 1 if anything is wrong.

The server has to run on this machine, with the same IOC_DATA_DIR.`

/** What a command could not do, in words; ends the command with 1. */
class Failed extends Error {}

const COMMANDS: Readonly<Record<string, (...given: string[]) => Promise<void>>> = {
  'sign-in': signIn,
  verify,
}

const [command = '', ...given] = process.argv.slice(2)
const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined
if (run) {
  await run(...given).catch((error: unknown) => {
    if (!(error instanceof Failed)) throw error
    console.error(error.message)
    process.exitCode = 1
  })
} else {
  console.error(USAGE)
  process.exitCode = 64
}

async function signIn(role = 'operator'): Promise<void> {
  const { answer, url } = await post<{ token: string }>('/api/v1/session/links', { role })
  console.log(`${url}/sign-in#${answer.token}`)
}

async function verify(): Promise<void> {
  const { answer } = await post<Verification>('/api/v1/verification', {})
  const { seq, counters, cells, rows, tookMs, differences, faults } = answer
  const n = (value: number) => value.toLocaleString('en')
  console.log(
    `At seq ${n(seq)}: ${n(cells)} cells of ${counters} counters recounted from ${n(rows)} rows in ${(tookMs / 1000).toFixed(1)} s.`,
  )
  for (const { counter, unit, day, held, recounted } of differences)
    console.log(`  differs: ${counter}, unit ${unit || '(none)'}, ${day}: held ${n(held)}, recounted ${n(recounted)}`)
  for (const fault of faults) console.log(`  fault: ${fault}`)
  if (differences.length + faults.length > 0) process.exitCode = 1
  else console.log('Every figure follows from its rows.')
}

/** Posts to the running program as its operator. @throws Failed when none runs, or it refuses */
async function post<T>(path: string, sent: unknown): Promise<{ answer: T; url: string }> {
  const config = readConfig(process.env, (file) => readFileSync(file, 'utf8'))
  const local = readLocalKey(config.dataDir)
  if (!local) throw new Failed(`No server runs over ${config.dataDir}. Start it, or set IOC_DATA_DIR.`)
  const response = await fetch(`${local.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${local.key}`, 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(sent),
  }).catch(() => {
    throw new Failed(`The server that ran over ${config.dataDir} does not answer at ${local.url}.`)
  })
  const body = (await response.json()) as T & { title?: string; detail?: string }
  if (!response.ok) throw new Failed(body.detail ?? body.title ?? `${response.status}`)
  return { answer: body, url: config.publicUrl ?? local.url }
}
