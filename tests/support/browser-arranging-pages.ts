import { at, said, type PageToSee } from './page-to-see.ts'

/** The pages on which a holder hides and shows a document, blocks a professional and lets them in again, in the order of a visit. */
export const arrangingPages = (document: string, party: string): PageToSee[] => [
  at(`${document}/who-sees`),
  said(`${document}/who-sees`, 'hiding'),
  at(`${document}/share`),
  at(`${document}/who-sees`),
  said(`${document}/who-sees`, 'showing'),
  at(party),
  at(`${party}/block`),
  said(`${party}/block`, 'blocking'),
  at(party),
  at(`${party}/unblock`),
  said(`${party}/unblock`, 'letting in'),
]
