import { describe, expect, it } from 'vitest'
import type { PersonItem } from '../../../shared/access.ts'
import { filterPeople } from './people-filter.ts'

const person = (user: string, name: string, more: Partial<PersonItem> = {}): PersonItem => ({
  id: user,
  user,
  name,
  role: 'officer',
  unit: null,
  state: 'active',
  totp: true,
  oidc: false,
  breakGlass: false,
  lastSeenAt: null,
  createdAt: '2026-11-01T00:00:00Z',
  sessions: 0,
  ...more,
})

const PEOPLE = [
  person('mai', 'Trần Thị Mai', { unit: 'dong-thai' }),
  person('an', 'Nguyễn Văn An', { role: 'operator' }),
  person('binh', 'Lê Bình', { state: 'disabled' }),
]
const unitName = (id: string) => (id === 'dong-thai' ? 'Xã Đông Thái' : id)
const usersOf = (filter: Partial<Parameters<typeof filterPeople>[1]>) =>
  filterPeople(PEOPLE, { text: '', role: '', state: '', ...filter }, unitName).map(({ user }) => user)

describe('the list of people', () => {
  it('goes by the given name, which stands last, and ends with the disabled', () => {
    expect(usersOf({})).toEqual(['an', 'mai', 'binh'])
  })

  it('finds names and units without accents, and user names', () => {
    expect(usersOf({ text: 'tran thi' })).toEqual(['mai'])
    expect(usersOf({ text: 'ĐÔNG THÁI' })).toEqual(['mai'])
    expect(usersOf({ text: 'binh' })).toEqual(['binh'])
  })

  it('is narrowed by role and state together', () => {
    expect(usersOf({ role: 'officer' })).toEqual(['mai', 'binh'])
    expect(usersOf({ role: 'officer', state: 'active' })).toEqual(['mai'])
  })
})
