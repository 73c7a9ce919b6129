import type { StaffRole } from '../../src/access/types.ts'
import { createInsCheck } from '../../src/startup/ins-check.ts'
import type { FastifyInstance } from 'fastify'
import type { Session } from '../../src/areas/identity/types.ts'
import { openInstallation, type Installation } from './installation.ts'
import { fakeParts } from './pages/fake-parts.ts'
import { staffSession } from './pages/fake-staff.ts'
import { ownForm, startPages } from './pages/start-pages.ts'

/** What a page of the console answers. */
export interface StaffAnswer {
  status: number
  body: string
  bytes: Buffer
  location: string
  type: string
  /** what a person reads, white space made single */
  text: string
}

/** Somebody at the console: their pages over the real use-cases, with no sign-in in between. */
export interface AtConsole {
  get(path: string): Promise<StaffAnswer>
  post(path: string, form?: Readonly<Record<string, string>>): Promise<StaffAnswer>
}

/** A whole installation, and anybody of the staff at its console. */
export interface StaffKit {
  installation: Installation
  as(roles: readonly StaffRole[], id?: string): Promise<AtConsole>
  withSession(session: Session | undefined): Promise<AtConsole>
  /** what the staff did and looked at, as `deed` and its subject, oldest first */
  entriesOf(id: string): Promise<{ deed: string; subject: Record<string, unknown> }[]>
  close(): Promise<void>
}

const textOf = (html: string): string =>
  html
    .replaceAll(/<head>[\s\S]*<\/head>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const answersOf = (server: FastifyInstance): AtConsole => {
  const ask = async (request: { method: 'GET' | 'POST'; url: string; payload?: string }): Promise<StaffAnswer> => {
    const headers = request.method === 'POST' ? ownForm : {}
    const answer = await server.inject({ ...request, headers })
    return {
      status: answer.statusCode,
      body: answer.body,
      bytes: answer.rawPayload,
      location: answer.headers.location ?? '',
      type: answer.headers['content-type'] ?? '',
      text: textOf(answer.body),
    }
  }
  return {
    get: (url) => ask({ method: 'GET', url }),
    post: (url, form = {}) => ask({ method: 'POST', url, payload: new URLSearchParams(form).toString() }),
  }
}

/** Opens an installation with the demonstration in it. Close it after the tests. */
export const openStaffKit = async (): Promise<StaffKit> => {
  const installation = await openInstallation()
  const { carnet, database } = installation
  const { staffRooms, suspicionDesk, objectionDesk, disputeDesk, feedDesk, enrolment, emergencies, reasons, clock } =
    carnet
  const withSession: StaffKit['withSession'] = async (session) =>
    answersOf(
      await startPages(
        fakeParts(session, {
          staffRooms,
          suspicionDesk,
          objectionDesk,
          disputeDesk,
          feedDesk,
          campaigns: enrolment.campaigns,
          emergencies,
          reasons,
          clock,
          readIns: createInsCheck('demonstration').read,
        }),
      ),
    )
  return {
    installation,
    withSession,
    as: (roles, id = roles.join('-')) => withSession(staffSession(roles, id)),
    entriesOf: (id) =>
      database.owner.query({
        text: 'select deed, subject from enrolment.staff_entry where staff_id = $1 order by at, id',
        values: [id],
      }),
    close: () => installation.close(),
  }
}

/** A person of the demonstration's pilot, as a caller would say it. Nobody of these exists. */
export const anais = { ins: '291034809500172', birthDate: '14/03/1991', postalCode: '48000' } as const
/** Her husband. */
export const gabin = { ins: '188074809500241', birthDate: '02/07/1988', postalCode: '48000' } as const
/** Their child, on the same address. */
export const malo = { ins: '119044809500375', birthDate: '21/04/2019', postalCode: '48000' } as const
/** Whose space is full of documents. */
export const dominique = { ins: '279035121518989', birthDate: '28/03/1979', postalCode: '75013' } as const

/** Opens a case at the desk; gives its address. */
export const openCase = async (
  at: AtConsole,
  who: Readonly<Record<string, string>>,
  channel = 'phone',
): Promise<string> => {
  const answer = await at.post('/console/persons', { reason: 'call', channel, ...who })
  if (answer.location === '') throw new Error(answer.text)
  return answer.location
}

/** Begins a session at the counter, and signs it; gives its address. */
export const beginSession = async (
  at: AtConsole,
  { ins, birthDate }: { ins: string; birthDate: string },
  more: Readonly<Record<string, string>> = { givenBy: 'self' },
): Promise<string> => {
  const form = { place: 'Mairie de Mende', identityDocument: 'passport', ins, birthDate, ...more }
  const { location, text } = await at.post('/console/counter', form)
  if (location === '') throw new Error(text)
  await at.post(`${location}/sign`, { how: 'paper' })
  return location
}
