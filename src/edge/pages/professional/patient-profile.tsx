import { personName } from '../../../areas/identity/index.ts'
import { profileSections } from '../../../reference/profile-sections.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { pathPiece } from '../form-fields.ts'
import { SectionLines } from '../profile/profile-line.tsx'

/** What a patient says of their health, as far as this professional may see it: a section a heading, whose word each line is. */
export const patientProfile = async (ask: ProfessionalAsk): Promise<Page> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  const { spaceId } = person
  const { parts, linked } = await ask.parts.profile.readProfile(ask.visitor, { spaceId })
  const words = ask.text.profile
  const said = profileSections.flatMap((section) => {
    const part = parts.find((one) => one.section === section.key)
    return part === undefined || (part.lines.length + part.stated.length === 0 && part.nothing === undefined)
      ? []
      : [{ section, part }]
  })
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <BackLink href={`/pro/patients/${spaceId}/documents`} says={ask.text.professional.list.back} />
        <h1>
          {words.heading}
          <span class="unseen">{` – ${personName(person.traits)}`}</span>
        </h1>
        <p class="lead">{words.leadOfPatient}</p>
        {said.length === 0 ? <p class="empty">{words.noneOfPatient}</p> : null}
        {said.map(({ section, part }) => (
          <section key={section.key}>
            <h2>{section[ask.lang]}</h2>
            <SectionLines
              ask={ask}
              section={section}
              part={part}
              isOwn={false}
              linked={linked}
              at={`/pro/patients/${spaceId}`}
            />
          </section>
        ))}
      </div>
    ),
  }
}
