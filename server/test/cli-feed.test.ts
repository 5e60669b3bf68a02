import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from './database.ts'
import { dossierFile } from './opened.ts'
import { type Program, removeDataFolders, startProgram } from './program.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let program: Program
beforeAll(async () => {
  database = await freshDatabase()
  program = await startProgram({ env: { IOC_SECRET: 'n0tForUse!'.repeat(4), IOC_DATABASE_URL: database.url } })
})
afterAll(async () => {
  await program.stop()
  await removeDataFolders()
  await database.drop()
})

function command(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli.ts', 'feed', ...given], {
    env: { ...process.env, IOC_DATA_DIR: program.dataDir },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, text: `${stdout}${stderr}` }
}
const FEED = ['--dataset', 'dossiers', '--feed', 'mot-cua', '--unit', 'area:31459']

describe('the command "feed"', () => {
  it('delivers a file, makes it count, and lists its source', async () => {
    const file = join(program.dataDir, 'thang-11.csv')
    await writeFile(file, dossierFile('000.00.04.H13-261102-0001;02/11/2026;09/11/2026;06/11/2026;Đã trả kết quả'))
    const sent = command('upload', file, ...FEED, '--commit', '--reason', 'đầu tháng')
    expect(sent.text).toMatch(/: ready\n {2}rows: 1 read, 0 refused, 1 new/)
    expect(sent.text).toMatch(/Committed: seq \d+\.\n$/)
    expect(sent.status).toBe(0)
    expect(command('list').text).toMatch(/^mot-cua\tdossiers\tXã Vĩnh Tường\t/m)
  })

  it('names the fault, takes its repair, and commits nothing that is faulty', async () => {
    const file = join(program.dataDir, 'sai.csv')
    const line = '000.00.04.H13-261103-0002;03/11/2026;10/11/2026;09/11/2026;Xong rồi'
    await writeFile(file, dossierFile(line))
    const refused = command('upload', file, ...FEED, '--commit')
    expect(refused.text).toMatch(/error choice\.unknown Trạng thái "Xong rồi" \(1 rows\)/)
    expect(refused.text).toContain('Nothing was committed.')
    expect(refused.status).toBe(1)
    const repaired = command('upload', file, ...FEED, '--answer', 'value:status:Xong rồi=10', '--commit')
    expect(repaired.text).toMatch(/Committed: seq \d+\./)
  })

  it('says what it needs', () => {
    expect(command('upload').text).toContain('--dataset D --feed F')
    expect(command('upload', '/nirgends.csv', ...FEED).text).toContain('/nirgends.csv cannot be read.')
    expect(command('upload', '--colour', 'red').status).toBe(1)
  })
})
