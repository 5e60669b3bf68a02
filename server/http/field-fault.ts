import type { FastifyError } from 'fastify'

/** A field of a request that breaks its schema, in words. */
export interface FieldFault {
  sentence: string
  at: Record<string, string | number>
  known?: string[]
}

type SchemaFault = NonNullable<FastifyError['validation']>[number]

/** The first field that a request's schema refuses, with the rule that it breaks; undefined for other errors. */
export function findFieldFault(error: unknown, language: 'vi' | 'en'): FieldFault | undefined {
  const { validation, validationContext } = error as Partial<FastifyError>
  const fault = validation?.find(({ keyword }) => keyword !== 'anyOf') ?? validation?.[0]
  if (!fault) return undefined
  const field = fieldOf(fault)
  const where = validationContext ?? 'body'
  const rule = language === 'vi' ? ruleInVietnamese(fault) : (fault.message ?? fault.keyword)
  return { sentence: field ? `${field}: ${rule}` : rule, at: { field: field || where, rule: fault.keyword, in: where } }
}

function fieldOf({ instancePath, params }: SchemaFault): string {
  const path = instancePath.split('/').slice(1)
  const named = params.missingProperty ?? params.additionalProperty
  return (typeof named === 'string' ? [...path, named] : path).join('.').slice(0, 200)
}

function ruleInVietnamese({ keyword, params }: SchemaFault): string {
  switch (keyword) {
    case 'required':
      return 'bắt buộc phải có'
    case 'additionalProperties':
      return 'tham số không được biết đến'
    case 'type':
      return `phải thuộc kiểu ${params.type}`
    case 'minimum':
    case 'exclusiveMinimum':
      return `phải lớn hơn hoặc bằng ${params.limit}`
    case 'maximum':
    case 'exclusiveMaximum':
      return `phải nhỏ hơn hoặc bằng ${params.limit}`
    case 'minLength':
    case 'minItems':
      return `phải có ít nhất ${params.limit} phần tử hoặc ký tự`
    case 'maxLength':
    case 'maxItems':
      return `có nhiều nhất ${params.limit} phần tử hoặc ký tự`
    case 'pattern':
      return 'không đúng định dạng'
    case 'const':
    case 'enum':
      return 'không thuộc các giá trị cho phép'
    default:
      return 'không đúng với mô tả'
  }
}
