/** Names of U+00A0–U+00FF in order; browsers know them without their semicolon too. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  )

/** Others that office programs and portals write; among them the Vietnamese letters that have names. */
const OTHERS: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  Abreve: 0x102,
  abreve: 0x103,
  Dstrok: 0x110,
  dstrok: 0x111,
  Itilde: 0x128,
  itilde: 0x129,
  Utilde: 0x168,
  utilde: 0x169,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  ndash: 0x2013,
  mdash: 0x2014,
  lsquo: 0x2018,
  rsquo: 0x2019,
  ldquo: 0x201c,
  rdquo: 0x201d,
  bull: 0x2022,
  hellip: 0x2026,
  euro: 0x20ac,
  le: 0x2264,
  ge: 0x2265,
}

const SHORT = new Map(LATIN_1.map((name, at) => [name, String.fromCharCode(0xa0 + at)]))
const KNOWN = new Map([
  ...SHORT,
  ...Object.entries(OTHERS).map(([name, code]) => [name, String.fromCharCode(code)] as const),
])
for (const name of ['amp', 'lt', 'gt', 'quot']) SHORT.set(name, KNOWN.get(name) ?? '')

/** `&#150;` means what Windows-1252 has there, as in every browser. */
const WINDOWS_1252 = new TextDecoder('windows-1252')

function toCharacter(code: number): string | null {
  if (code >= 0x80 && code < 0xa0) return WINDOWS_1252.decode(Uint8Array.of(code))
  const isText = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isText ? String.fromCodePoint(code) : null
}

function toNamed(name: string, closed: boolean): string | null {
  if (closed) return KNOWN.get(name) ?? null
  for (let length = Math.min(name.length, 6); length > 1; length -= 1) {
    const text = SHORT.get(name.slice(0, length))
    if (text !== undefined) return text + name.slice(length)
  }
  return null
}

/** Text with its character references resolved; what means nothing stays as it is written. */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#([xX][0-9a-fA-F]{1,8}|\d{1,8})|([A-Za-z][A-Za-z0-9]{1,30}))(;?)/g,
    (all, code, name, end) => {
      if (name !== undefined) return toNamed(name, end === ';') ?? all
      return toCharacter(/^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code)) ?? all
    },
  )
}
