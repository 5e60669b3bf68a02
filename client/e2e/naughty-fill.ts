import { NAUGHTY } from '../../fixtures/naughty.ts'
import type { Pairing } from '../../shared/access.ts'
import { send } from './deliver.ts'
import type { Desk } from './desk.ts'

/** Xã Đông Thái, An Giang. */
const UNIT = 'area:31006'
const AT_ONCE = 8

/** How a field took the texts. */
export interface Filled {
  field: string
  taken: number
  refused: number
}

/** Where the pages are that show what was filled in. */
export interface Filling {
  fields: Filled[]
  batches: string[]
}

/** Fills every free text of the product with naughty ones, over the API as its users would. */
export async function fillWithNaughty({ program }: Desk): Promise<Filling> {
  const call = (method: string, path: string, body: unknown) =>
    program.call(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const fields: Filled[] = []
  async function fill(
    field: string,
    give: (text: string, at: number) => Promise<Response>,
    atOnce = AT_ONCE,
    texts = NAUGHTY,
  ) {
    const filled: Filled = { field, taken: 0, refused: 0 }
    for (let from = 0; from < texts.length; from += atOnce) {
      const some = texts.slice(from, from + atOnce)
      for (const answer of await Promise.all(some.map((text, at) => give(text, from + at)))) {
        if (answer.status >= 500) throw new Error(`${field}: ${answer.status} ${await answer.text()}`)
        if (answer.ok) filled.taken += 1
        else filled.refused += 1
      }
    }
    fields.push(filled)
  }
  async function push(dataset: string, row: (text: string, at: number) => object) {
    const answer = await call('POST', `/push/${dataset}?unit=area:91`, {
      feed: `${dataset}-la`,
      rows: NAUGHTY.map(row),
    })
    const { accepted, rejected } = (await answer.json()) as { accepted: number; rejected: unknown[] }
    fields.push({ field: dataset, taken: accepted, refused: rejected.length })
  }

  await push('procedures', (text, at) => ({ code: `9.${at}`, name: text, field: text, level: 'commune' }))
  await push('dossiers', dossier)
  await push('feedback', report)
  await push('units', unit)
  await fill('person', (text, at) => call('POST', '/people', { user: `nguoi-${at}`, name: text, role: 'leader' }))
  await fill('key', (text) => call('POST', '/keys', { title: text, rights: ['figures'] }))
  const pair = async (text: string) => {
    const { code } = (await (await call('POST', '/screens/pairing', {})).json()) as Pairing
    return call('POST', '/screens', { code, title: text, public: false })
  }
  // Few displays of one network may wait for their approval at a time.
  await fill('screen', pair, 1)
  await fill('reason', (text) => call('PATCH', '/feeds/dossiers-la', { noDueDate: 'onTime', reason: text }))
  const signIn = (text: string) =>
    fetch(`${program.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': text.replaceAll(/[^ -~]/g, '.') },
      body: JSON.stringify({ user: text, password: text }),
    })
  // Ten failures would lock the network that this test is in.
  await fill('user name', signIn, 1, NAUGHTY.slice(0, 8))
  return { fields, batches: await sendFiles(program) }
}

const dossier = (text: string, at: number) => ({
  ...{ code: `H01-261102-${1_000 + at}`, receivingUnit: UNIT, resolvingUnit: UNIT, status: '4' },
  ...{ receivedAt: '2026-11-02T08:00:00+07:00', dueAt: '2026-12-30T17:00:00+07:00' },
  ...{ procedureCode: `9.${at}`, procedureName: text, field: text },
})

const unit = (text: string, at: number) => ({
  ...{ unit: `la-${at}`, tree: 'main', level: 'group', name: text, code: `L${at}`, scheme: 'la' },
  ...{ parent: UNIT, source: text },
})

const report = (text: string, at: number) => ({
  ...{ code: `PA-${at}`, unit: UNIT, category: text, channel: text },
  ...{ receivedAt: '2026-11-02T08:00:00+07:00' },
})

/** Files with naughty names, headers and cells: some wait for answers, some are faulty, one counts and is withdrawn. */
async function sendFiles(program: Desk['program']): Promise<string[]> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const cells = NAUGHTY.map((text) => [`H01-261103-${text.length}`, text, text, text, text].map(quoted).join(';'))
  const known = 'Mã hồ sơ;Tên thủ tục hành chính;Lĩnh vực;Đơn vị tiếp nhận;Ngày tiếp nhận'
  const faulty = [known, ...cells].join('\r\n')
  const odd = [[...NAUGHTY.slice(0, 60)].map(quoted).join(';'), NAUGHTY.slice(0, 60).map(quoted).join(';')].join('\r\n')
  const batches: string[] = []
  const deliver = async (name: string, content: string) => {
    const batch = await send(program, 'dataset=dossiers&feed=tep-la&unit=area:91', name, Buffer.from(content))
    batches.push(batch.id)
  }
  await deliver(`<img src=x onerror=self.naughtyRan=1>.csv`, faulty)
  await deliver(`"><script>self.naughtyRan=1</script>.csv`, odd)
  await deliver(`\u202egnp.csv`, faulty.replace(known, `${known};<svg onload=self.naughtyRan=1>`))
  return batches
}
