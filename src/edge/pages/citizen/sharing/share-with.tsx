import type { VNode } from 'preact'
import type { Party } from '../../../../areas/identity/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { ShareFields } from '../../components/share-fields.tsx'
import { formFields } from '../../form-fields.ts'
import { partyToken } from '../../party-token.ts'
import { findParty } from '../find-party.ts'
import { readOffer } from './read-offer.ts'
import { NameSearch } from './share-screen.tsx'

interface Searched {
  name: string
  found: readonly Party[]
  typed: URLSearchParams
  fault?: string
}

const partyWords = (ask: SpaceAsk, { name, profession, facility }: Party): string =>
  [name, profession === undefined ? undefined : ask.parts.labels.professionLabel(profession, ask.lang), facility]
    .filter((part) => part !== undefined)
    .join(' · ')

const Found = ({ ask, searched }: { ask: SpaceAsk; searched: Searched }): VNode => {
  const { name, found, typed } = searched
  const document = typed.get('document')
  const choices = found.map((party) => ({ value: partyToken(ask.spaceId, party.id), label: partyWords(ask, party) }))
  const only = choices.length === 1 ? choices[0]?.value : undefined
  return (
    <form method="post" action="/my/share/with" class="stack">
      <input type="hidden" name="name" value={name} />
      <ChoiceList
        name="party"
        legend={ask.text.sharing.with.who}
        chosen={typed.get('party') ?? only ?? ''}
        choices={choices}
      />
      <ShareFields ask={ask} typed={typed} {...(document === null ? {} : { document })} />
      <p class="button-row">
        <button class="button" type="submit" name="step" value="give">
          {ask.text.sharing.share.give}
        </button>
        <a href="/my/access">{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const drawWith = (ask: SpaceAsk, searched: Searched): Page => {
  const words = ask.text.sharing.with
  const { name, found, typed, fault } = searched
  const document = typed.get('document')
  const fieldId = found.length === 0 ? 'name' : 'party'
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId, says: fault }]} />
        <h1>{words.heading}</h1>
        {found.length > 0 ? (
          <div id="party">
            <Found ask={ask} searched={searched} />
          </div>
        ) : (
          <NameSearch
            ask={ask}
            typed={name}
            {...(document === null ? {} : { document })}
            {...(fault === undefined ? {} : { fault })}
          />
        )}
      </div>
    ),
  }
}

/** Finds who goes by a name, then gives it to whom was chosen among them. The name is in no address: it would stay in the history. */
export const shareWith = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const words = ask.text.sharing.with
  const name = (typed.get('name') ?? '').trim().slice(0, 80)
  if (name.length < 2) return drawWith(ask, { name, typed, found: [], fault: words.nameShort })
  const found = await ask.parts.permissions.searchParties(name)
  if (found.length === 0) return drawWith(ask, { name, typed, found, fault: words.none })
  if (typed.get('step') !== 'give') return drawWith(ask, { name, typed, found })
  const party = found.find(({ id }) => partyToken(ask.spaceId, id) === typed.get('party'))
  if (party === undefined) return drawWith(ask, { name, typed, found, fault: words.chooseOne })
  return give(ask, party.id)
}

const give = async (ask: SpaceAsk, partyId: string): Promise<Redirect> => {
  await ask.parts.permissions.givePermission(ask.visitor, ask.spaceId, { ...readOffer(ask), partyId })
  return { to: '/my/access', passing: { said: 'permitted' } }
}

/** X3, sharing with somebody who is known here. */
export const askToPermit = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const words = ask.text.sharing
  return {
    title: words.with.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <h1>{words.with.headingWith(line.name)}</h1>
        <p class="lead">{words.share.lead}</p>
        <form method="post" action={ask.path} class="stack">
          <ShareFields ask={ask} />
          <p class="button-row">
            <button class="button" type="submit">
              {words.share.give}
            </button>
            <a href={ask.path.replace(/\/share$/, '')}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Gives it; the list of what is shared then says so. */
export const permit = async (ask: SpaceAsk): Promise<Redirect> => {
  const { line } = await findParty(ask)
  return give(ask, line.partyId)
}
