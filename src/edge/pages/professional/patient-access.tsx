import type { VNode } from 'preact'
import type { PersonView } from '../../../areas/identity/types.ts'
import type { AccessLine } from '../../../areas/permissions/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { Icon } from '../components/icon.tsx'
import { Pill } from '../components/pill.tsx'
import { Said } from '../components/said.tsx'
import { pathPiece } from '../form-fields.ts'
import { partyToken } from '../party-token.ts'

interface Entering {
  person: PersonView
  /** everybody who can enter but the visitor */
  lines: AccessLine[]
}

const readEntering = async (ask: ProfessionalAsk): Promise<Entering> => {
  const spaceId = pathPiece(ask.request, 'space')
  const lines = await ask.parts.permissions.listAccess(ask.visitor, spaceId)
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  return { person, lines: lines.filter(({ partyId }) => partyId !== ask.visitor.actor.id) }
}

const Row = ({ ask, line, at }: { ask: ProfessionalAsk; line: AccessLine; at: string }): VNode => {
  const words = ask.text.access
  const profession =
    line.profession === undefined ? undefined : ask.parts.labels.professionLabel(line.profession, ask.lang)
  return (
    <li class="row">
      <div class="row-main">
        <p>
          <strong>{line.name}</strong>
        </p>
        <p class="row-who">{[profession, line.facility].filter((part) => part !== undefined).join(' · ')}</p>
        {line.blocked ? <Pill icon="block" tone="stop" says={words.blocked} /> : null}
      </div>
      {line.blocked ? null : (
        <a class="button button-quiet" href={`${at}/block`}>
          <span aria-hidden="true">{words.block}</span>
          <span class="unseen">{words.blockName(line.name)}</span>
        </a>
      )}
    </li>
  )
}

/** Who can enter a record, for whoever arranges with the patient: the treating doctor, the administrators. Law: rules ACC-17. */
export const patientAccess = async (ask: ProfessionalAsk): Promise<Page> => {
  const { person, lines } = await readEntering(ask)
  const words = ask.text.entering.others
  const at = `/pro/patients/${person.spaceId}`
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <Said ask={ask} sayings={{ blocked: words.done }} />
        <p>
          <a class="onward" href={`${at}/documents`}>
            <Icon name="back" />
            {words.back}
          </a>
        </p>
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        {lines.length === 0 ? <p class="empty">{words.none}</p> : null}
        <ul class="rows">
          {lines.map((line) => (
            <Row
              key={line.partyId}
              ask={ask}
              line={line}
              at={`${at}/access/${partyToken(person.spaceId, line.partyId)}`}
            />
          ))}
        </ul>
      </div>
    ),
  }
}

const findLine = async (ask: ProfessionalAsk): Promise<{ person: PersonView; line: AccessLine }> => {
  const { person, lines } = await readEntering(ask)
  const token = pathPiece(ask.request, 'party')
  const line = lines.find(({ partyId }) => partyToken(person.spaceId, partyId) === token)
  if (line === undefined) throw new Problem('absent', 'page-not-found')
  return { person, line }
}

/** Before a block at the patient's request: what it does, and that the patient is told. */
export const askToBlockForPatient = async (ask: ProfessionalAsk): Promise<Page> => {
  const { person, line } = await findLine(ask)
  const words = ask.text.entering.others
  return {
    title: words.blockTitle,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.blockHeading(line.name)}
        says={[words.effect(line.name), words.told]}
        button={{ says: words.yes, isStop: true }}
        back={`/pro/patients/${person.spaceId}/access`}
      />
    ),
  }
}

/** Blocks: it holds from the very next request. */
export const blockForPatient = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const { person, line } = await findLine(ask)
  await ask.parts.permissions.blockProfessional(ask.visitor, person.spaceId, line.partyId)
  return { to: `/pro/patients/${person.spaceId}/access`, passing: { said: 'blocked' } }
}
