import { useWords } from '../i18n/provider.tsx'
import { Field } from './field.tsx'
import './code-field.css'

/** A code of six digits from an authenticator app, or one of the recovery codes. */
export type CodeKind = 'app' | 'recovery'

interface CodeFieldProps {
  kind: CodeKind
  value: string
  onChange: (text: string) => void
  fault?: string | undefined
  /** The step begins with this field. */
  isFirst?: boolean
}

/** Takes a code as it is typed or pasted, with spaces or without. */
export function CodeField({ kind, value, onChange, fault, isFirst = false }: CodeFieldProps) {
  const words = useWords()
  const isApp = kind === 'app'
  return (
    <Field
      label={words(isApp ? 'account.fields.code' : 'account.fields.recovery')}
      hint={words(isApp ? 'account.fields.codeHint' : 'account.fields.recoveryHint')}
      fault={fault}
    >
      {(field) => (
        <input
          {...field}
          key={kind}
          className={isApp ? 'code-input' : 'recovery-input'}
          inputMode={isApp ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the step consists of this field; the one before it is gone
          autoFocus={isFirst}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** The code as the server takes it; null while it is not whole. */
export function codeOf(text: string, kind: CodeKind): string | null {
  const bare = text.replace(/\s/g, '')
  if (kind === 'app') return /^\d{6}$/.test(bare) ? bare : null
  return bare.length >= 8 ? bare : null
}
