import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { logOptions, plain } from '../log.ts'

/** The lines that a server writes while `work` runs. */
function linesOf(work: (log: ReturnType<typeof Fastify>['log']) => void): Record<string, unknown>[] {
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  const app = Fastify({ logger: { ...logOptions(), stream } })
  work(app.log)
  return written
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

describe('the log', () => {
  it('leaves out what the database quotes of a row', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "0912345678"'), {
      severity: 'ERROR',
      code: '22007',
      detail: 'Key (name)=(Nguyễn Văn Mẫu) already exists.',
      where: 'COPY rows_dossiers, line 1: "079203001234"',
      table: 'people',
      constraint: 'people_user_name_key',
    })
    const [line] = linesOf((log) => log.error({ err: error }, 'failed'))
    expect(line?.err).toMatchObject({ code: '22007', table: 'people', constraint: 'people_user_name_key' })
    expect(JSON.stringify(line)).not.toMatch(/Nguyễn|0912345678|079203001234/)
  })

  it('keeps the message and the frames of an error of our own, and of its cause', () => {
    const [line] = linesOf((log) => log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed'))
    expect(line?.err).toMatchObject({ message: 'outer', cause: { message: 'inner' } })
    expect(JSON.stringify(line?.err)).toContain('log.test.ts')
  })

  it('censors what bears the name of a secret', () => {
    const [line] = linesOf((log) => log.info({ token: 'abc', asked: { password: 'abc', unit: 'a' } }, 'said'))
    expect(JSON.stringify(line)).not.toContain('abc')
    expect(line).toMatchObject({ asked: { unit: 'a' } })
  })

  it.each(['\r\n', '\u001b[31m', '\u2028', '\u202e', '\0'])('stays one line whatever a message holds: %j', (text) => {
    const lines = linesOf((log) => log.error({ err: new Error(`a${text}b`) }, 'failed'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(JSON.stringify(lines[0]?.err)).message).not.toContain(text)
  })

  it('cuts what is endless', () => {
    expect(plain('x'.repeat(10_000))).toHaveLength(400)
  })
})
