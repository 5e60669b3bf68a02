import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { reloadLater } from './version.ts'

let close = () => {}
afterEach(() => close())

async function serve(answers: number[]): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_request, response) => response.writeHead(answers[asked++] ?? 200).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked }
}

describe('a wall that meets a new server', () => {
  it('[LP12] reloads only once the new page answers', async () => {
    const { url, asked } = await serve([503, 502, 200])
    const reloadedAfter = await new Promise<number>((resolve) => {
      reloadLater({ url, random: () => 0, retryMs: 10, reload: () => resolve(asked()) })
    })
    expect(reloadedAfter).toBe(3)
  })

  it('[LP12] does not come before its moment', async () => {
    const { url, asked } = await serve([])
    // A ten-thousandth of ten minutes is 60 ms.
    const stop = reloadLater({ url, random: () => 0.0001, reload: () => {} })
    await sleep(20)
    expect(asked()).toBe(0)
    await sleep(150)
    expect(asked()).toBe(1)
    stop()
  })
})
