import type { Connection } from '../../../platform/database/database.ts'
import { momentOf, requireView, type CampaignParts, type Moment } from './campaign-parts.ts'
import { findPrintFlaw, letterOf, type Outgoing } from './letters/write-letters.ts'
import { campaignParameters } from './parameters.ts'
import { openCandidates, type Candidate } from './population/open-candidates.ts'
import { sampleCandidates } from './population/store.ts'
import { isTold, outgoingOf, type Told } from './told.ts'
import type { Campaigns, CampaignView, DryRunView, ExceptionKind } from './types.ts'
import { chooseWay } from './way-rules.ts'

const specimenCode = '222222222222'

/** An invented addressee in place of a real one: as many lines, as long, so that what does not fit is seen. */
const disguise = (out: Outgoing, index: number): Outgoing => ({
  ...out,
  personName: `Camille ESSAI-${index + 1}`,
  lines: out.lines.map((line, at) =>
    at === 0 ? `Camille ESSAI-${index + 1}` : 'SPÉCIMEN '.repeat(5).slice(0, line.length).trim() || 'X',
  ),
})

const sampleOf = async (
  parts: CampaignParts,
  connection: Connection,
  { rule, today }: { rule: CampaignView['rule']; today: string },
): Promise<Candidate[]> => {
  const rows = await sampleCandidates(connection, rule, { today, limit: campaignParameters.drySample })
  return openCandidates(connection, parts.register, rows)
}

const problemsOf = (parts: CampaignParts, told: Told, { today }: Moment): ExceptionKind[] => {
  const flaws = outgoingOf(told, today).flatMap((out) => findPrintFlaw(parts, out, today) ?? [])
  return [...new Set([...told.way.exceptions, ...(flaws.length > 0 ? (['unprintable'] as const) : [])])]
}

const countBy = <T extends string>(items: readonly T[]): Partial<Record<T, number>> => {
  const counts: Partial<Record<T, number>> = {}
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1
  return counts
}

const printSpecimens = async (
  { press, files }: CampaignParts,
  letters: readonly Outgoing[],
  { name, today }: { name: string; today: string },
): Promise<string> => {
  if (letters.length === 0) return ''
  const code = { code: specimenCode, validUntil: today }
  const print = (reference: string) => ({ madeOn: today, reference })
  const specimens = letters.map((out, index) =>
    letterOf(disguise(out, index), () => code, print(`SPECIMEN-${index + 1}`)),
  )
  await files.write(name, async (into) => void (await press.printBatch(specimens, into)))
  return files.pathOf(name)
}

/**
 * Rehearses a campaign on a sample: every rule on real lines, every letter for invented persons with a code that is none. Nothing
 * is sent and nobody's enrolment changes.
 */
export const createDryRun =
  (parts: CampaignParts): Campaigns['dryRun'] =>
  async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-dry-run', { campaign: campaignId })
    const campaign = await requireView(parts, campaignId)
    const moment = momentOf(parts)
    const people = await sampleOf(parts, parts.database, { rule: campaign.rule, today: moment.today })
    const told = people.map((person): Told => ({ person, way: chooseWay(person, campaign.channelRule) }))
    const printable = told
      .flatMap((one) => outgoingOf(one, moment.today))
      .filter((out) => findPrintFlaw(parts, out, moment.today) === undefined)
    const name = `${campaignId.slice(-12)}-dry-run.pdf`
    const view: DryRunView = {
      sampled: people.length,
      mails: told.filter(({ way }) => way.mailTo !== undefined).length,
      letters: told.reduce((sum, { way }) => sum + way.letters.length, 0),
      kinds: countBy(told.filter(isTold).flatMap(({ way }) => way.letters.map(({ kind }) => kind))),
      problems: countBy(told.flatMap((one) => problemsOf(parts, one, moment))),
      file: await printSpecimens(parts, printable, { name, today: moment.today }),
    }
    return view
  }
