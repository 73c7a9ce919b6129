import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { decodeBase45 } from '../../src/areas/profile/certificate/base45.ts'
import { certificateSaying } from '../../src/areas/profile/certificate/take-certificate.ts'
import { readBoxCode } from '../../src/areas/profile/index.ts'
import { projectRoot } from '../../src/platform/project.ts'
import { certificateOf } from '../support/base45.ts'
import { at } from '../support/json-path.ts'
import type { Words } from './mutate.ts'

const own: unknown = JSON.parse(readFileSync(join(projectRoot, 'tests/support/own-certificates.json'), 'utf8'))
const codes = ['vaccination', 'ofAnother', 'test'].map((name) => String(at(own, name)))
const trusted = [new X509Certificate(String(at(own, 'signer')))]
const person = {
  traits: {
    birthFamily: 'PAT-TROIS',
    birthGiven: ['DOMINIQUE'],
    gender: 'female' as const,
    birthDate: '1979-03-28',
    birthPlace: '51215',
  },
}

const prefix = 'HC1:'

/** The bytes within a code: what was signed, with its signature. */
const insideOf = (code: string): Buffer => inflateSync(decodeBase45(code.slice(prefix.length)))

const words: Words = [
  prefix,
  '\u00d2\u0084',
  '\u00a4\u0001',
  '_',
  '\u00ff',
  '\u00fb',
  '\u009f',
  '\u001d',
  ']d2',
  '(01)',
]

/** Squares as people photograph them: what begins as a code is one, anything else is what would lie in one, so that the readers behind the packing are reached. */
export const certificateTarget = {
  read: (bytes: Buffer): unknown => {
    const text = bytes.toString('latin1')
    readBoxCode(text)
    const code = text.startsWith(prefix) ? text : certificateOf(bytes)
    return certificateSaying(code, person, trusted)
  },
  seeds: (): Buffer[] => [
    ...codes.map((code) => Buffer.from(code)),
    ...codes.map(insideOf),
    Buffer.from('01034009301234561727123110AB12'),
    Buffer.from('010340093012345610A-1\u001d2112345'),
  ],
  words,
  structured: false,
}
