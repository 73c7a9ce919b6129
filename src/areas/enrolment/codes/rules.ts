import type { CodeParameters } from './parameters.ts'

/** The check character of a body, by ISO 7064 hybrid system MOD 31,30: it betrays every single mistyped character and nearly every swap. */
export const checkCharacter = (body: string, { alphabet }: CodeParameters): string => {
  const modulus = alphabet.length
  const remainder = body.split('').reduce((product, character) => {
    const sum = (product + alphabet.indexOf(character)) % modulus
    return ((sum === 0 ? modulus : sum) * 2) % (modulus + 1)
  }, modulus)
  return alphabet.charAt((modulus + 1 - remainder) % modulus)
}

/** A code from chance: `bytes` are random, at least three for each character so that no character is likelier than another by more than one in 500 000. */
export const codeFrom = (bytes: Buffer, parameters: CodeParameters): string => {
  const { alphabet, length } = parameters
  const body = Array.from({ length: length - 1 }, (_, index) =>
    alphabet.charAt(bytes.readUIntBE(index * 3, 3) % alphabet.length),
  ).join('')
  return body + checkCharacter(body, parameters)
}

/** The code in what somebody typed, or nothing when it cannot be one: lower case, spaces and hyphens do not matter. */
export const readCode = (typed: string, parameters: CodeParameters): string | undefined => {
  const code = typed.replaceAll(/[\s.‐–—-]/g, '').toUpperCase()
  if (code.length !== parameters.length || code.split('').some((character) => !parameters.alphabet.includes(character)))
    return undefined
  return checkCharacter(code.slice(0, -1), parameters) === code.at(-1) ? code : undefined
}

/** A code as it is printed: `7K4P-Q2MD-XYZ2`. */
export const printedCode = (code: string, { group }: CodeParameters): string =>
  (code.match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join('-')
