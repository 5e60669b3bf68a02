import { type PersonRole, SYSTEM_SCOPE } from '../shared/roles.ts'
import { LINK_MINUTES } from './access/links.ts'
import type { Config } from './config.ts'
import type { Program } from './program.ts'

const SAMPLE_LINKS: readonly (readonly [PersonRole, string])[] = [
  ['leader', 'Lãnh đạo'],
  ['analyst', 'Chuyên viên phân tích'],
  ['officer', 'Cán bộ dữ liệu'],
  ['operator', 'Quản trị'],
]

/**
 * Tells the operator where the program is, and prints links that sign a browser in once: for the sample, and until the first
 * operator has an account.
 */
export async function announceStart({ access, installation }: Program, config: Config, address: string): Promise<void> {
  const origin = config.publicUrl ?? address.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]')
  const links = installation.sample()
    ? SAMPLE_LINKS
    : (await access.signing.isFirstRun())
      ? SAMPLE_LINKS.filter(([role]) => role === 'operator')
      : []
  const lines: string[] = []
  for (const [role, title] of links) {
    lines.push(`  ${title.padEnd(24)}${origin}/sign-in#${await access.signing.newLink(role, SYSTEM_SCOPE)}`)
  }
  console.log(
    [
      '',
      `Toàn Cảnh: ${origin}/wall`,
      ...(installation.sample() ? ['Dữ liệu mô phỏng; màn hình mở cho máy này mà không cần đăng nhập.'] : []),
      ...(lines.length > 0 ? [`Liên kết đăng nhập một lần, dùng trong ${LINK_MINUTES} phút:`, ...lines] : []),
      '',
    ].join('\n'),
  )
}
