import { describe, expect, it } from 'vitest'
import { WEAKNESSES } from '../access/weakness.ts'
import { refusal } from '../errors.ts'
import { languageOf, toProblem } from './problem.ts'

describe('the language of a refusal', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['en-GB,en;q=0.9', 'en'],
    ['en;q=0.5, vi', 'vi'],
    ['en, vi;q=0.5', 'en'],
    ['fr, de;q=0.3', 'vi'],
    ['*', 'vi'],
  ])('for Accept-Language %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language)
  })
})

describe('a refusal', () => {
  it('says the same code in both languages', () => {
    const error = refusal('IOC_SHA_MISMATCH', { sha256: 'abc' })
    expect(toProblem(error, 'vi', 't')).toMatchObject({
      code: 'IOC_SHA_MISMATCH',
      status: 409,
      title: 'Tệp không phải là tệp đã xem trước',
      detail: 'Đợt dữ liệu có sha256 abc.',
      at: { sha256: 'abc' },
      traceId: 't',
    })
    expect(toProblem(error, 'en', 't').title).toBe('The file is not the one that was previewed')
  })

  it.each(WEAKNESSES)('says in both languages what makes a password weak: %s', (rule) => {
    const error = refusal('IOC_PASSWORD_WEAK', { rule })
    const [vi, en] = [toProblem(error, 'vi', 't'), toProblem(error, 'en', 't')]
    expect([vi.at, en.at]).toEqual([{ rule }, { rule }])
    expect([vi.detail, en.detail]).toEqual([expect.stringMatching(/^Mật khẩu /), expect.stringMatching(/^It /)])
  })

  it('tells nothing of an error that has no name', () => {
    const problem = toProblem(new Error('password "s3cret" at /srv/ioc/db.ts:12'), 'en', 't')
    expect(problem).toMatchObject({ code: 'IOC_INTERNAL', status: 500 })
    expect(JSON.stringify(problem)).not.toMatch(/s3cret|srv/)
  })

  it('names the field and the rule of a request that breaks its schema', () => {
    const error = Object.assign(new Error('body/limit must be <= 1000'), {
      validation: [
        {
          keyword: 'maximum',
          instancePath: '/limit',
          schemaPath: '',
          params: { limit: 1000 },
          message: 'must be <= 1000',
        },
      ],
      validationContext: 'body',
    })
    expect(toProblem(error, 'vi', 't')).toMatchObject({
      code: 'IOC_BAD_REQUEST',
      status: 400,
      detail: 'limit: phải nhỏ hơn hoặc bằng 1000',
      at: { field: 'limit', rule: 'maximum', in: 'body' },
    })
  })

  it('lists the names that would have been understood', () => {
    expect(toProblem(refusal('IOC_UNKNOWN_DATASET', {}, ['dossiers']), 'vi', 't').known).toEqual(['dossiers'])
  })
})
