/** Beginnings of Vietnamese syllables; `gi` and `qu` count as one sound. */
const ONSETS = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' '))

/** All that may follow, without tones. */
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
  ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao
  oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu`.split(/\s+/),
)

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MAX_SYLLABLE = 7

/** Words that hold more than plain ASCII letters, cut at spaces, digits and punctuation; broken signs stay inside. */
const WORD = /[A-Za-z\u0080-\u009f\u00a1-\u1fff\ufffd]+/g
/** `QĐ`, `NĐ`: says nothing about an encoding. */
const CONSONANTS = /^[B-DF-HJ-NP-TV-XZĐ]+$/

/** Is this word a Vietnamese syllable, in whatever case? Foreign names and broken letters are not. */
export function isSyllable(word: string): boolean {
  if (word.length > MAX_SYLLABLE * 2) return false
  const parts = word.toLowerCase().normalize('NFD')
  if ((parts.match(TONES)?.length ?? 0) > 1) return false
  const plain = parts.replace(TONES, '').normalize('NFC')
  for (let cut = 0; cut <= 3 && cut < plain.length; cut += 1)
    if (ONSETS.has(plain.slice(0, cut)) && RIMES.has(plain.slice(cut))) return true
  return false
}

/** The words of a text that tell how it is encoded: those with more than ASCII letters. One letter alone is a word in every encoding. */
export function tellingWords(text: string): string[] {
  return (text.match(WORD) ?? []).filter(
    (word) => word.length > 1 && /[\u0080-\uffff]/.test(word) && !CONSONANTS.test(word),
  )
}
