import type { CdaHeader, CdaOrganization, CdaPerson } from './header.ts'

/** Someone a reading page names. */
export interface SummaryParty {
  name: string
  specialty?: string
  facility?: string
}

/** The header in the few facts that a reader wants beside the text: who wrote, for whom, when, where. */
export interface HeaderSummary {
  title?: string
  writtenAt?: string
  authors: SummaryParty[]
  signedBy?: SummaryParty
  /** what was done, and when it began and ended */
  acts: string[]
  actStart?: string
  actEnd?: string
  facility?: string
  patient: { name: string; birthDate?: string }
}

const personName = ({ family, given }: CdaPerson): string =>
  [given, family].filter((part) => part !== undefined).join(' ')

const party = (from: {
  person?: CdaPerson
  device?: { model?: string; software?: string }
  specialty?: { display?: string }
  institution?: CdaOrganization
}): SummaryParty => {
  const device = from.device?.model ?? from.device?.software
  const name = from.person === undefined ? device : personName(from.person)
  const specialty = from.specialty?.display
  const facility = from.institution?.name
  return {
    name: name ?? '',
    ...(specialty === undefined ? {} : { specialty }),
    ...(facility === undefined ? {} : { facility }),
  }
}

const preferred = (parts: { qualifier?: string; value: string }[], qualifier: string): string | undefined =>
  (parts.find((part) => part.qualifier === qualifier) ?? parts[0])?.value

const patientSummary = ({ names: [name], birthTime }: CdaHeader['patient']): HeaderSummary['patient'] => {
  const used = [preferred(name?.given ?? [], 'CL'), preferred(name?.family ?? [], 'CL')]
  return {
    name: used.filter((part) => part !== undefined).join(' '),
    ...(birthTime === undefined ? {} : { birthDate: birthTime.slice(0, 10) }),
  }
}

/** Sums a header up for the side of a reading page. Texts are the document's own: escape them. */
export const summarizeHeader = (header: CdaHeader): HeaderSummary => {
  const [event] = header.serviceEvents
  return {
    ...(header.title === undefined ? {} : { title: header.title }),
    ...(header.creationTime === undefined ? {} : { writtenAt: header.creationTime }),
    authors: header.authors.map(party),
    ...(header.legalAuthenticator === undefined ? {} : { signedBy: party(header.legalAuthenticator) }),
    acts: [...new Set(header.serviceEvents.flatMap(({ code }) => code?.display ?? []))],
    ...(event?.time?.low === undefined ? {} : { actStart: event.time.low }),
    ...(event?.time?.high === undefined ? {} : { actEnd: event.time.high }),
    ...(header.custodian?.name === undefined ? {} : { facility: header.custodian.name }),
    patient: patientSummary(header.patient),
  }
}
