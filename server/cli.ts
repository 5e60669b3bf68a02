import { readFileSync } from 'node:fs'
import { readLocalKey } from './access/local-key.ts'
import { readConfig } from './config.ts'

const USAGE = `npm run ioc -- sign-in [leader|analyst|officer|operator]
  Prints a link that signs one browser in, once, within 15 minutes (default: operator). The server has to run on this
  machine, with the same IOC_DATA_DIR.`

const [command, role = 'operator'] = process.argv.slice(2)
if (command === 'sign-in') await signIn(role)
else {
  console.error(USAGE)
  process.exitCode = 64
}

async function signIn(asked: string): Promise<void> {
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
  const local = readLocalKey(config.dataDir)
  if (!local) {
    console.error(`No server runs over ${config.dataDir}. Start it, or set IOC_DATA_DIR.`)
    process.exitCode = 1
    return
  }
  const response = await fetch(`${local.url}/api/v1/session/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${local.key}`, 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ role: asked }),
  })
  const body = (await response.json()) as { token?: string; title?: string; detail?: string }
  if (response.ok) console.log(`${config.publicUrl ?? local.url}/sign-in#${body.token}`)
  else {
    console.error(body.detail ?? body.title)
    process.exitCode = 1
  }
}
