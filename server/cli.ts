import { audit } from './cli/audit.ts'
import { Failed, post } from './cli/call.ts'
import { feed } from './cli/feed.ts'
import { purge } from './cli/purge.ts'
import { verify } from './cli/verify.ts'

const USAGE = `npm run ioc -- sign-in [leader|analyst|officer|operator]
  Prints a link that signs one browser in, once, within 15 minutes (default: operator).
npm run ioc -- feed list | upload FILE --dataset D --feed F … | show BATCH | workbook BATCH FILE
  Delivers a file, says what is wrong in it (--answer ID=VALUE repairs it), and makes it count with --commit.
npm run ioc -- verify
  Recounts every rollup from the rows and tries the rules of the ledger; ends with 1 if anything is wrong.
npm run ioc -- audit verify
  Follows the chain of the audit and compares it with audit-heads.ndjson; ends with 1 if a line is missing or changed.
npm run ioc -- audit export FILE [FROM TO]
  Writes the lines of these local days (default: all) with the head of the chain.
npm run ioc -- purge DATASET BEFORE REASON
  Erases for good who the rows from before that day were about; every figure stays.

The server has to run on this machine, with the same IOC_DATA_DIR.`

const COMMANDS: Readonly<Record<string, (...given: string[]) => Promise<void>>> = {
  'sign-in': signIn,
  verify,
  audit,
  purge,
  feed,
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
