import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const OLDEST_NODE = 24
const PARENT_CHECK_MS = 1_000

/** What the built browser program is made of: newer than the build means that it has to be built again. */
const SOURCES = ['client', 'shared', 'vite.config.ts', 'package.json']

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) startOverWithOwnNode()
else {
  if (isBuildStale()) build()
  endWithNpm()
  await import('./main.ts')
}

/** An older Node hands over to the one that comes with the project. */
function startOverWithOwnNode(): void {
  const own = join(ROOT, 'node_modules/node/bin/node')
  if (!existsSync(own)) {
    console.error(`Node.js ${OLDEST_NODE} is needed, this is ${process.versions.node}. Run: npm ci && npm start`)
    process.exit(1)
  }
  const child = spawn(own, [join(ROOT, 'server/start.ts')], { stdio: 'inherit' })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGINT', () => {})
  child.on('exit', (code) => process.exit(code ?? 1))
}

/** npm ends without telling its child when somebody ends npm alone; a server that nobody sees would hold port and data. */
function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const npm = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watching)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_CHECK_MS)
  watching.unref()
}

function isBuildStale(): boolean {
  const page = join(ROOT, 'dist/index.html')
  if (!existsSync(page)) return true
  const builtMs = statSync(page).mtimeMs
  return SOURCES.some((source) => newestMs(join(ROOT, source)) > builtMs)
}

function newestMs(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(...readdirSync(path).map((name) => newestMs(join(path, name))), 0)
}

function build(): void {
  console.log('Đang dựng giao diện (chỉ lần đầu hoặc sau khi mã nguồn thay đổi) …')
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}
