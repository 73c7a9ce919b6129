import type { Page, ProfessionalAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { pathPiece } from '../form-fields.ts'

const insGroups = /^(.)(..)(..)(..)(...)(...)(..)$/

/** An INS as people read it aloud: `2 79 03 51 215 189 89`. */
export const spacedIns = (value: string): string => value.replace(insGroups, '$1 $2 $3 $4 $5 $6 $7')

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
        <p class="button-row">
          <a class="button" href={`/pro/patients/${person.spaceId}/documents`}>
            {words.yes}
          </a>
          <a href="/pro">{words.no}</a>
        </p>
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
