import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lettersWith } from '../../../../tests/support/texts-kit.ts'
import { createLetterTexts, textsOfBlock } from '../../../reference/create-letter-texts.ts'
import { messageVersions } from '../campaigns/messages/mail-texts.ts'
import { faultsOf } from './check-text.ts'
import { createTextVersions } from './text-versions.ts'

const letters = createLetterTexts()
const today = '2026-11-02'
const reach = { site: 'https://carnet.example', phone: '3422' }
const standing = createTextVersions(letters, reach).standing(today)

const digest = (kind: string, versions = createTextVersions(letters, reach)): string | undefined =>
  versions.inForce([kind], today)[0]?.sha256

test('every wording of the house has a digest of its own and passes the check', () => {
  assert.equal(new Set(standing.map(({ sha256 }) => sha256)).size, standing.length)
  assert.equal(new Set(standing.map(({ version }) => version)).size, standing.length)
  for (const text of standing) {
    assert.match(text.sha256, /^[0-9a-f]{64}$/)
    assert.deepEqual(faultsOf(text, letters.checkLetterText), [], text.version)
  }
})

test('one character less, anywhere in a mail, in either language, is another digest', () => {
  for (const message of messageVersions)
    for (const lang of ['fr', 'en'] as const)
      for (const line of message[lang].keys())
        fc.assert(
          fc.property(fc.nat(), (seed) => {
            const text = message[lang][line] ?? ''
            const at = seed % text.length
            const cut = message[lang].with(line, text.slice(0, at) + text.slice(at + 1))
            const changed = createTextVersions(letters, reach, [{ ...message, [lang]: cut }])
            assert.notEqual(digest(message.kind, changed), digest(message.kind))
          }),
          { numRuns: 5 },
        )
})

test('a letter’s digest is of its text, its easy page, its labels and where to write a refusal to; not of the order of members', () => {
  const of = (texts: typeof letters) => digest('opening', createTextVersions(texts, reach))
  const labels = letters.labels('fr')
  const sender = letters.sender('ministry')
  const easy = lettersWith('opening', (one) => [{ ...one, en: { ...one.en, easy: one.en.easy?.slice(1) ?? [] } }])
  const others = [
    easy,
    { ...letters, labels: () => ({ ...labels, phone: 'x' }) },
    { ...letters, sender: () => ({ ...sender, fr: { ...sender.fr, post: '1 rue Haute' } }) },
  ]
  assert.equal(new Set([letters, ...others].map(of)).size, 4)
  const reversed = lettersWith('opening', ({ fr, ...rest }) => [
    {
      ...rest,
      fr: {
        title: fr.title,
        ...(fr.easy ? { easy: fr.easy } : {}),
        letter: fr.letter,
        documentTitle: fr.documentTitle,
      },
    },
  ])
  assert.equal(of(reversed), of(letters))
})

test('the site, the number to call and the day it begins are words too: another one is another digest, of letters and messages', () => {
  const later = messageVersions.map((message) => ({ ...message, from: '2020-01-01' }))
  for (const kind of ['opening', 'mail-noticed', 'sms-new-code']) {
    const digests = [
      digest(kind),
      digest(kind, createTextVersions(letters, { ...reach, phone: '3423' })),
      digest(kind, createTextVersions(letters, { ...reach, site: 'https://carnet.test' })),
      digest(
        kind,
        createTextVersions(
          lettersWith('opening', (one) => [{ ...one, from: '2020-01-01' }]),
          reach,
          later,
        ),
      ),
    ]
    assert.equal(new Set(digests).size, 4, kind)
  }
})

test('in force is the last version that has begun; what is to come stands beside it, what is past does not', () => {
  const texts = createTextVersions(
    lettersWith('child', (one) => [
      one,
      { ...one, id: 'child-2', from: '2026-12-01' },
      { ...one, id: 'child-3', from: '2027-01-01' },
    ]),
    reach,
  )
  const shown = (day: string) => [
    texts.inForce(['child'], day).map(({ version }) => version),
    texts
      .standing(day)
      .filter(({ kind }) => kind === 'child')
      .map(({ version }) => version),
  ]
  assert.deepEqual(shown('2020-01-01'), [['child-1'], ['child-1', 'child-2', 'child-3']])
  assert.deepEqual(shown('2026-11-30'), [['child-1'], ['child-1', 'child-2', 'child-3']])
  assert.deepEqual(shown('2026-12-01'), [['child-2'], ['child-2', 'child-3']])
  assert.deepEqual(shown('2030-01-01'), [['child-3'], ['child-3']])
})

test('what is read of a letter is what is checked', () => {
  const { fr } = letters.versionAt('opening', today)
  const [text] = createTextVersions(letters, reach).inForce(['opening'], today)
  const piece = text?.pieces.find(({ lang, use }) => lang === 'fr' && use === 'letter')
  for (const words of fr.letter.flatMap(textsOfBlock)) assert.ok(piece?.text.includes(words), words)
})
