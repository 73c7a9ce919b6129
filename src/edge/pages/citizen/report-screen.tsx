import type { VNode } from 'preact'
import { suspicionsFile, type ReportableAccess } from '../../../areas/suspicions/index.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FactList } from '../components/fact-list.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { wordOf } from '../console/word-of.ts'

const partyWords = (ask: SpaceAsk, { party }: ReportableAccess): string => {
  const profession =
    party.profession === undefined ? undefined : ask.parts.labels.professionLabel(party.profession, ask.lang)
  return [party.name, profession, party.facility].filter((part) => part !== undefined).join(' · ')
}

const ReportForm = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.suspicions
  return (
    <form method="post" action={ask.path} class="stack">
      <div id="reason">
        <ChoiceList
          name="reason"
          legend={words.why}
          chosen=""
          choices={suspicionsFile.reasons.map((value) => ({ value, label: wordOf(words.reasons, value) }))}
        />
      </div>
      <label class="choice">
        <input type="checkbox" name="block" value="yes" aria-describedby="block-says" />
        <span>{words.block}</span>
      </label>
      <p class="quiet" id="block-says">
        {words.blockSays}
      </p>
      <p class="button-row">
        <button class="button" type="submit">
          {words.send}
        </button>
        <a href="/my/access">{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, access: ReportableAccess, fault?: string): Page => {
  const words = ask.text.suspicions
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'reason', says: fault }]} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <FactList
          facts={[
            { name: words.who, says: partyWords(ask, access) },
            { name: words.when, says: `${ask.words.date(access.at)}, ${ask.words.time(access.at)}` },
          ]}
        />
        <ReportForm ask={ask} />
        <p class="quiet">{words.untold}</p>
        <p class="quiet">{words.law}</p>
      </div>
    ),
  }
}

const findAccess = (ask: SpaceAsk): Promise<ReportableAccess> =>
  ask.parts.suspicions.findReportable(ask.visitor, pathPiece(ask.request, 'line'))

/** X14: the line is filled in, a reason is chosen, a block is offered. */
export const showReport = async (ask: SpaceAsk): Promise<Page> => draw(ask, await findAccess(ask))

/** Blocks first, where that was asked: the next request is refused whatever becomes of the report. Sent twice, there is still one case. */
export const takeReport = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const reason = fields.get('reason') ?? ''
  const access = await findAccess(ask)
  if (!suspicionsFile.reasons.includes(reason)) return draw(ask, access, ask.text.suspicions.reasonMissing)
  if (fields.get('block') === 'yes')
    await ask.parts.permissions.blockProfessional(ask.visitor, ask.spaceId, access.party.id)
  await ask.parts.suspicions.reportAccess(ask.visitor, { line: pathPiece(ask.request, 'line'), reason })
  return { to: '/my/access', passing: { said: 'reported' } }
}
