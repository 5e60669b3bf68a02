import { readFileSync } from 'node:fs'
import { BadConfig, type Config, readConfig } from './config.ts'
import { endWithGrace } from './ending.ts'
import { announceStart } from './greeting.ts'
import { openProgram, type Program } from './program.ts'
import { loadSample, missingSample } from './sample.ts'
import { startTrickle } from './trickle.ts'

const config = settings()
const program = await openOrExplain(config)
const { app, stages, installation } = program
let stopTrickle = () => {}
let ending = false

endWithGrace(async (error) => {
  if (error) app.log.fatal({ err: error }, 'the program ends after an error')
  ending = true
  stopTrickle()
  await program.close()
})

const missing = config.sample ? await missingSample(stages) : []
installation.loadingSample(missing.length > 0)
const address = await app.listen({ host: config.host, port: config.port })
program.admitLocal(address.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]'))
await announceStart(program, config, address)
await fillSample()

/** Brings the sample in while the wall already answers, and keeps it moving for as long as nothing else counts. */
async function fillSample(): Promise<void> {
  try {
    await loadSample(missing, stages, () => ending)
  } catch (error) {
    // What the end cut off is loaded by the next start.
    if (!ending) app.log.error({ err: error }, 'the sample could not be loaded')
  } finally {
    installation.loadingSample(false)
  }
  if (config.sample && !ending && installation.sample()) {
    stopTrickle = startTrickle(stages, (error) => app.log.error({ err: error }, 'the trickle of the sample failed'))
  }
}

function settings(): Config {
  try {
    return readConfig(process.env, (path) => readFileSync(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    console.error(error.message)
    process.exit(78)
  }
}

/** An operator who starts the program reads one line with what to do, not a stack. */
async function openOrExplain(settled: Config): Promise<Program> {
  try {
    return await openProgram(settled, { log: true })
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (!code?.startsWith('IOC_')) throw error
    console.error(`${code}: ${message}`)
    process.exit(1)
  }
}
