import { describe, expect, it } from 'vitest'
import { readRoleRules, ruleOfWords, wordsOf } from './oidc-roles.ts'

describe('the rules of roles', () => {
  it('are read in their order, with and without a unit', () => {
    const text = '{"ioc-lanh-dao":"leader","xa-31459":{"role":"officer","unit":"area:31459"},"qt":{"role":"operator"}}'
    expect(readRoleRules(text)).toEqual([
      { word: 'ioc-lanh-dao', role: 'leader', unit: null },
      { word: 'xa-31459', role: 'officer', unit: 'area:31459' },
      { word: 'qt', role: 'operator', unit: null },
    ])
  })

  it.each([
    '',
    '[]',
    '{}',
    '{"a":"admin"}',
    '{"a":"screen"}',
    '{"a":"system"}',
    '{"a":{"role":"officer","units":"area:1"}}',
    '{"a":{"role":"officer","unit":""}}',
    '{"a":null}',
    '{"":"leader"}',
  ])('are none in %s', (text) => expect(readRoleRules(text)).toBeNull())
})

describe('the words of a claim', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://tinh.vn/roles': ['a'] }, 'https://tinh.vn/roles', ['a']],
    [{ groups: ['a', 1, null, ['b'], { c: 1 }] }, 'groups', ['a']],
    [{}, 'groups', []],
    [{ groups: { length: 1, 0: 'a' } }, 'groups', []],
    [{ realm_access: 'roles' }, 'realm_access.length', []],
    [{}, 'constructor.name', []],
    [{}, '__proto__', []],
  ])('in %j at %s are %j', (claims, path, words) => {
    expect(wordsOf(claims, path)).toEqual(words)
  })
})

describe('the rule of somebody', () => {
  const rules = readRoleRules('{"qt":"operator","can-bo":"officer"}') ?? []

  it('is the first of the setting that fits, whatever the provider names first', () => {
    expect(ruleOfWords(['khác', 'can-bo', 'qt'], rules)?.role).toBe('operator')
  })

  it('fits exactly or not at all', () => {
    expect(ruleOfWords(['QT', 'qt ', 'can'], rules)).toBeNull()
  })
})
