import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../../api/fetch.ts'
import type { Upload, UploadTarget } from '../../api/upload.ts'
import { createSendQueue, isSending } from './queue.ts'

const TARGET: UploadTarget = { dataset: 'dossiers', feed: 'mot-cua' }
const files = (...names: string[]) => names.map((name) => new File(['x'], name))

/** A line to the server whose answers the test gives by hand. */
function line() {
  const sent: { name: string; target: UploadTarget; take(id: string): void; refuse(): void }[] = []
  const send = (file: File, target: UploadTarget): Upload => {
    let take: (id: string) => void = () => {}
    let refuse: () => void = () => {}
    const done = new Promise<{ id: string; state: 'receiving' }>((resolve, reject) => {
      take = (id) => resolve({ id, state: 'receiving' })
      refuse = () =>
        reject(new ApiProblem({ type: 'about:blank', title: 'Từ chối', status: 415, code: 'IOC_FILE_BINARY' } as never))
    })
    sent.push({ name: file.name, target, take, refuse })
    return { done, abort: refuse }
  }
  return { sent, send }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('files that are sent one after the other', () => {
  it('leave in their order, each only when the one before has arrived', async () => {
    const { sent, send } = line()
    const queue = createSendQueue(send)
    const all = queue.start(files('thang-9.xlsx', 'thang-10.xlsx'), TARGET)
    expect(sent.map(({ name }) => name)).toEqual(['thang-9.xlsx'])
    sent[0]?.take('b1')
    await settle()
    expect(sent.map(({ name }) => name)).toEqual(['thang-9.xlsx', 'thang-10.xlsx'])
    sent[1]?.take('b2')
    await all
    expect(queue.store.getState().items.map(({ batch }) => batch)).toEqual(['b1', 'b2'])
    expect(sent.every(({ target }) => target === TARGET)).toBe(true)
  })

  it('go on behind one that is refused, which can be sent again', async () => {
    const { sent, send } = line()
    const queue = createSendQueue(send)
    const all = queue.start(files('anh.png', 'thang-10.xlsx'), TARGET)
    sent[0]?.refuse()
    await settle()
    sent[1]?.take('b2')
    await all
    expect(queue.store.getState().items.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['failed', 'IOC_FILE_BINARY'],
      ['sent', undefined],
    ])
    const again = queue.retry()
    expect(sent.map(({ name }) => name)).toEqual(['anh.png', 'thang-10.xlsx', 'anh.png'])
    sent[2]?.take('b3')
    await again
    expect(queue.store.getState().items[0]).toMatchObject({ state: 'sent', batch: 'b3', problem: null })
  })

  it('stay where they are when the officer stops', async () => {
    const { sent, send } = line()
    const queue = createSendQueue(send)
    const all = queue.start(files('a.csv', 'b.csv', 'c.csv'), TARGET)
    sent[0]?.take('b1')
    await settle()
    queue.stop()
    await all
    expect(sent.map(({ name }) => name)).toEqual(['a.csv', 'b.csv'])
    expect(queue.store.getState().items.map(({ file, state }) => [file.name, state])).toEqual([
      ['a.csv', 'sent'],
      ['b.csv', 'failed'],
    ])
    expect(isSending(queue.store.getState().items)).toBe(false)
  })
})
