import type { Ask, Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { readCookie, writeCookie } from '../cookies.ts'
import { formFields, pathPiece } from '../form-fields.ts'

const cookieName = 'carnet-secret-visit'
const patientShape = /^\/pro\/patients\/([0-9a-f-]{36})(?:\/|$)/

/**
 * Until when (ISO) the professional said that they see the patient of this page alone; nothing where they did not, or it is over. Their
 * word for one patient and one visit, and no secret: each request says it again, and is written as such. Rules: DOC-24.
 */
export const secretVisitOf = ({ request, path, parts }: Ask): string | undefined => {
  const [spaceId, end = ''] = (readCookie(request.headers.cookie, cookieName) ?? '').split('.')
  const endsMs = Number(end)
  const now = parts.clock.now().getTime()
  const isNow = endsMs > now && endsMs <= now + parts.secretVisits.minutes() * 60_000
  return isNow && spaceId === patientShape.exec(path)?.[1] ? new Date(endsMs).toISOString() : undefined
}

const write = ({ reply, parts }: Ask, value: string, minutes: number): void => {
  const secure = parts.publicUrl.startsWith('https:')
  void reply.header('set-cookie', writeCookie(cookieName, value, { maxAge: minutes * 60, secure }))
}

/** R24: what a visit to a minor alone means, and the button that begins or ends it. */
export const askForSecretVisit = async (ask: ProfessionalAsk): Promise<Page> => {
  const spaceId = pathPiece(ask.request, 'space')
  const patient = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const words = ask.text.professional.secretVisit
  const isOn = ask.secretVisitEndsAt !== undefined
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        {words.says(ask.parts.secretVisits.minutes()).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <form method="post" action={ask.path}>
          <p class="button-row">
            <button class="button" type="submit" name="visit" value={isOn ? 'end' : 'begin'}>
              {isOn ? words.end : words.begin}
            </button>
            <a href={`/pro/patients/${spaceId}`}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Begins or ends such a visit, for this patient and no other. */
export const setSecretVisit = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const spaceId = pathPiece(ask.request, 'space')
  const minutes = ask.parts.secretVisits.minutes()
  if (formFields(ask.request).get('visit') !== 'begin') write(ask, '', 0)
  else write(ask, `${spaceId}.${ask.parts.clock.now().getTime() + minutes * 60_000}`, minutes)
  return { to: `/pro/patients/${spaceId}/documents` }
}
