import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { corpusPath } from '../support/corpus.ts'

/** Reads the official CDA schema where the corpus lies and gives its verdict on bytes: the oracle of our own description. */
export const openOfficialSchema = (): ((bytes: Uint8Array) => boolean) => {
  xmlRegisterFsInputProviders()
  const path = corpusPath('cisis-cda', 'infrastructure', 'cda', 'CDA_extended.xsd')
  using schema = XmlDocument.fromBuffer(readFileSync(path), { url: path })
  const validator = XsdValidator.fromDoc(schema)
  return (bytes) => {
    using document = XmlDocument.fromBuffer(bytes)
    const found = document.get('//v3:ClinicalDocument', { v3: 'urn:hl7-org:v3' })
    using alone = found === null ? null : XmlDocument.fromString(found.canonicalizeToString())
    try {
      validator.validate(alone ?? document)
      return true
    } catch {
      return false
    }
  }
}
