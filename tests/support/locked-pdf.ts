import { buffer } from 'node:stream/consumers'
import Pdfkit from 'pdfkit'

/** A PDF of one page that only opens with the password `judo`. */
export const makeLockedPdf = async (): Promise<Buffer> => {
  const document = new Pdfkit({ userPassword: 'judo', ownerPassword: 'maison', pdfVersion: '1.7' })
  const written = buffer(document)
  document.text('Apte au judo.')
  document.end()
  return written
}
