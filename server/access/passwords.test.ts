import { describe, expect, it } from 'vitest'
import { createPasswords } from './passwords.ts'

const passwords = createPasswords()
const ABOUT = ['lan.nguyen', 'Nguyễn Thị Ngọc Lan', 'Phường Vị Thanh']

describe('a kept password', () => {
  it('is Argon2id with the cost of ASVS appendix C, a salt of 16 and a tag of 32 bytes', async () => {
    const hash = await passwords.hash('con mèo trèo cây cau')
    const [, salt = '', tag = ''] = /^\$argon2id\$v=19\$m=47104,t=1,p=1\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
    expect(Buffer.from(salt, 'base64')).toHaveLength(16)
    expect(Buffer.from(tag, 'base64')).toHaveLength(32)
  })

  it('is read with the cost that it names: vector of the reference program (test.c, version 0x13, id, t=2, m=16)', async () => {
    const vector = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await passwords.verify('password', vector)).toBe(true)
    expect(await passwords.verify('passwore', vector)).toBe(false)
  })

  it('is another one each time', async () => {
    expect(await passwords.hash('con mèo trèo cây cau')).not.toBe(await passwords.hash('con mèo trèo cây cau'))
  })

  it('is the same for composed and decomposed accents', async () => {
    const hash = await passwords.hash('trời mưa ướt áo'.normalize('NFD'))
    expect(await passwords.verify('trời mưa ướt áo'.normalize('NFC'), hash)).toBe(true)
  })

  it('is not cut: the last of 128 characters counts', async () => {
    const long = `${'ẫ'.repeat(127)}a`
    const hash = await passwords.hash(long)
    expect(await passwords.verify(long, hash)).toBe(true)
    expect(await passwords.verify(`${'ẫ'.repeat(127)}b`, hash)).toBe(false)
  })

  it('is never matched where there is none, not even by what is hashed in its place', async () => {
    expect(await passwords.verify('', null)).toBe(false)
    expect(await passwords.verify('con mèo trèo cây cau', null)).toBe(false)
  })

  it('is never matched by a damaged hash', async () => {
    expect(await passwords.verify('x', '$argon2id$v=19$m=47104,t=1,p=1$$')).toBe(false)
    expect(await passwords.verify('x', '')).toBe(false)
  })

  it('is not made of more than 128 characters', async () => {
    await expect(passwords.hash('a'.repeat(129))).rejects.toThrow(RangeError)
    expect(await passwords.verify('a'.repeat(1_000_000), null)).toBe(false)
  })

  it('waits for its turn when many come at once', async () => {
    const hash = await passwords.hash('con mèo trèo cây cau')
    const tries = Array.from({ length: 8 }, (_, index) =>
      passwords.verify(index % 2 === 0 ? 'con mèo trèo cây cau' : 'x', hash),
    )
    expect(await Promise.all(tries)).toEqual([true, false, true, false, true, false, true, false])
  })
})

describe('a new password', () => {
  it.each([
    'con mèo trèo cây cau',
    'lúa chín vàng bến phà',
    'trời mưa ướt áo',
    'ca tre kho to',
    'Bánh xèo, nước mắm 27',
    'correct horse battery staple',
    'gT7#pLw9!zQe',
    'Tám giờ sáng uống cà phê đá',
    'v4P-93kd-xm2q',
    'sông sâu sóng cả',
    '桜の花が静かに散っている朝',
    `${'con mèo trèo cây cau '.repeat(6)}`.trim(),
  ])('may be "%s"', (text) => {
    expect(passwords.weakness(text, ABOUT)).toBeNull()
  })

  it.each([
    ['mười một ký', 'short'],
    ['ẫ'.repeat(11).normalize('NFD'), 'short'],
    ['a'.repeat(129), 'long'],
    ['password12345', 'common'],
    ['P@ssw0rd1234', 'common'],
    ['qwertyuiop123', 'common'],
    ['1qaz2wsx3edc4rfv', 'common'],
    ['asdfghjkl;asdf', 'guessable'],
    ['abcdefghijkl', 'guessable'],
    ['aaaaaaaaaaaaaaaaaaaa', 'guessable'],
    ['01/01/1990 01/01/1990', 'guessable'],
    ['Matkhau@2026', 'common'],
    ['Mật khẩu 2026!!', 'common'],
    ['M@tkh4u@123456', 'common'],
    ['QuanTri@2026', 'common'],
    ['Hanhchinhcong2026', 'common'],
    ['tencoquan2026', 'common'],
    ['Cantho@2026!!', 'common'],
    ['UBND Hậu Giang 2026', 'common'],
    ['Anhyeuem@1234567', 'common'],
    ['Nguyễn Văn A 1985', 'common'],
    ['toancanh2026!!xkw', 'own'],
    ['Toàn Cảnh số 9 kqz', 'own'],
    ['lan.nguyen@kqzw7', 'own'],
    ['nguyenthingoclan-83', 'own'],
    ['phuongvithanh kqz 7', 'own'],
  ] as const)('may not be "%s" (%s)', (text, rule) => {
    expect(passwords.weakness(text, ABOUT)).toBe(rule)
  })
})
