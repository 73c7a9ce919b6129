import type { VNode } from 'preact'
import type { PersonView } from '../../../areas/identity/types.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { pathPiece } from '../form-fields.ts'
import { emergencyPath } from './emergency-form.tsx'
import { Ground } from './ground.tsx'
import { OwnConsent } from './consent.tsx'

const insGroups = /^(.)(..)(..)(..)(...)(...)(..)$/

/** An INS as people read it aloud: `2 79 03 51 215 189 89`. */
export const spacedIns = (value: string): string => value.replace(insGroups, '$1 $2 $3 $4 $5 $6 $7')

/** The way to open in an emergency for who sees only a part: number and birth date, just compared, go with it in the form. */
const InEmergency = ({ ask, person }: { ask: ProfessionalAsk; person: PersonView }): VNode => {
  const [year, month, day] = person.traits.birthDate.split('-')
  const words = ask.text.emergency.refused
  const fields = { ins: person.ins.value, 'birth-day': day, 'birth-month': month, 'birth-year': year }
  return (
    <form method="post" action={emergencyPath}>
      <h2>{words.heading}</h2>
      <p>{words.says}</p>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>
        <button class="button button-secondary" type="submit">
          {words.button}
        </button>
      </p>
    </form>
  )
}

/** Who reads little here may note that the patient agrees to more. */
const isLimited = ({ ground, emergency }: PersonView): boolean =>
  emergency === undefined && (ground?.relation === 'author' || ground?.relation === 'permitted')

/** R3: the full traits, to be compared with the person in front before the record opens. */
export const checkPerson = async (ask: ProfessionalAsk): Promise<Page> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  const words = ask.text.professional.check
  const { traits } = person
  const age = ask.words.age(traits.birthDate, ask.parts.clock.now())
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <section class="card traits">
          <FactList
            facts={[
              { name: words.birthFamily, says: traits.birthFamily },
              { name: words.birthGiven, says: traits.birthGiven.join(' ') },
              { name: words.usedFamily, says: traits.usedFamily },
              { name: words.birthDate, says: `${ask.words.date(traits.birthDate)} (${words.age(age)})` },
              { name: words.birthPlace, says: traits.birthPlace },
              { name: words.gender, says: words.genders[traits.gender] },
              { name: words.ins, says: <span class="figures">{spacedIns(person.ins.value)}</span> },
            ]}
          />
        </section>
        <Ground ask={ask} person={person} />
        <p class="button-row">
          <a class="button" href={`/pro/patients/${person.spaceId}/documents`} autofocus>
            {words.yes}
          </a>
          <a href="/pro">{words.no}</a>
        </p>
        {isLimited(person) ? <OwnConsent ask={ask} person={person} /> : null}
        {isLimited(person) ? <InEmergency ask={ask} person={person} /> : null}
        {ask.parts.secretVisits.isFor(traits.birthDate) ? (
          <p>
            <a class="onward" href={`/pro/patients/${person.spaceId}/secret-visit`}>
              {ask.text.professional.secretVisit.link}
            </a>
          </p>
        ) : null}
      </div>
    ),
  }
}
