import { spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** For developers: the server starts anew when its files change, the browser program is served by Vite as it is written. */
const children = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', join(ROOT, 'server/main.ts')], { stdio: 'inherit' }),
  spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js')], { cwd: ROOT, stdio: 'inherit' }),
]

const end = (code: number) => {
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0))
for (const child of children) child.on('exit', (code) => end(code ?? 0))
