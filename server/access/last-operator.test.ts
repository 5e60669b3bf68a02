import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Opened, open } from '../test/opened.ts'

let opened: Opened
beforeEach(async () => {
  await opened?.close()
  opened = await open()
})
afterAll(() => opened.close())

/** Operators who can sign in. */
async function operators(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, async (_, index) => {
    const { body } = await invite(`op${index}`)
    await opened.program.stages.ledger.transact((sql) =>
      sql.query(`update people set password_hash = 'x' where id = $1`, [body.person.id]),
    )
    return body.person.id as string
  })
  return Promise.all(made)
}
const invite = (user: string) => opened.call('POST', '/api/v1/people', { user, name: user, role: 'operator' })
const change = (id: string, what: object) => opened.call('PATCH', `/api/v1/people/${id}`, what)
const enabled = async () =>
  (await opened.call('GET', '/api/v1/people')).body.people.filter(
    ({ role, state }: { role: string; state: string }) => role === 'operator' && state === 'active',
  ).length

describe('the last operator', () => {
  it('stays when twenty are disabled at the same moment', async () => {
    const ids = await operators(20)
    const answers = await Promise.all(ids.map((id) => change(id, { disabled: true })))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('IOC_LAST_OPERATOR')
    expect(await enabled()).toBe(1)
  })

  it('stays when some are disabled and others get another role at the same moment', async () => {
    const ids = await operators(12)
    const answers = await Promise.all(
      ids.map((id, index) => change(id, index % 2 === 0 ? { disabled: true } : { role: 'leader' })),
    )
    expect(answers.filter(({ status }) => status !== 200)).toHaveLength(1)
    expect(await enabled()).toBe(1)
  })

  it('is the last one although others are invited: they cannot sign in yet', async () => {
    const [only = ''] = await operators(1)
    await invite('later')
    expect((await change(only, { role: 'analyst' })).body.code).toBe('IOC_LAST_OPERATOR')
    expect((await change(only, { name: 'Tên mới', unit: null })).status).toBe(200)
  })

  it('does not keep an invitation to an operator from being taken back', async () => {
    await operators(1)
    const { body } = await invite('mistake')
    expect((await change(body.person.id, { disabled: true })).status).toBe(200)
  })

  it('is the last one although another is of one unit only: he gives nobody rights', async () => {
    const [only = '', other = ''] = await operators(2)
    expect((await change(other, { unit: 'area:31459' })).status).toBe(200)
    for (const what of [{ disabled: true }, { role: 'leader' }, { unit: 'area:31459' }])
      expect((await change(only, what)).body.code).toBe('IOC_LAST_OPERATOR')
  })
})
