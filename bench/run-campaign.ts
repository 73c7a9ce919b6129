import { join } from 'node:path'
import Pdf from 'pdfkit'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { LetterForm } from '../src/areas/enrolment/index.ts'
import { dueBatch } from '../src/edge/jobs/worker.ts'
import { approveForCampaign } from '../src/startup/approve-for-campaign.ts'
import { campaignClerk } from '../src/startup/commands/campaign-clerk.ts'
import { openImportFile } from '../src/startup/commands/import-file.ts'
import { emptyRegister } from '../tests/support/empty-register.ts'
import { bareCopy, wholeTable } from './bare-copy.ts'
import type { BenchHome } from './bench-home.ts'
import { writePopulation } from './population/write-population.ts'
import { familyCpuMs } from './process-cost.ts'
import { watchCommand } from './watch-command.ts'
import { wholeLine, type ReportLine } from './workload.ts'

const importPopulation = async ({ carnet, folder }: BenchHome, persons: number): Promise<void> => {
  const path = join(folder, `campaign-${persons}.csv`)
  await writePopulation(path, { persons, seed: persons + 1 })
  await carnet.importPersons(await openImportFile(path), { encoding: 'utf-8' })
}

const emptyCampaigns = async ({ superuser }: BenchHome): Promise<void> => {
  await emptyRegister(superuser)
  await superuser.query({
    text: `truncate enrolment.code, enrolment.campaign, enrolment.wave, enrolment.wave_cell, enrolment.batch, enrolment.notice,
      enrolment.exception_case, enrolment.approval, enrolment.campaign_figure, enrolment.campaign_count`,
  })
}

const approved = async ({ carnet }: BenchHome, schemes: string[]): Promise<string> => {
  const { campaigns } = carnet.enrolment
  const [first, second] = [campaignClerk(carnet, { as: 'operator' }), campaignClerk(carnet, { as: 'reviewer' })]
  const { id } = await campaigns.create(first, {
    name: 'Bench',
    rule: { schemes, departments: [], minors: true, adults: true, protected: true },
    channelRule: 'post-only',
    waveBy: 'scheme',
    isPilot: false,
    // Long ago: the day of every wave has come.
    startsOn: '2026-01-05',
  })
  await approveForCampaign(carnet, id, [first, second])
  await campaigns.prepare(first, id)
  await campaigns.approve(first, id)
  await campaigns.approve(second, id)
  return id
}

interface Spent {
  done: number
  seconds: number
  ownUs: number
  databaseUs: number
  peakRssMb: number
}

/** Runs a step again and again until it says 0 or `most` is reached, and notes what this process and the database spent. */
const spend = async ({ databasePid }: BenchHome, most: number, step: () => Promise<number>): Promise<Spent> => {
  const own = process.cpuUsage()
  const databaseMs = familyCpuMs(databasePid)
  const startedAt = performance.now()
  let [done, peakRssMb] = [0, 0]
  while (done < most) {
    const more = await step()
    if (more === 0) break
    done += more
    peakRssMb = Math.max(peakRssMb, Math.round(process.memoryUsage().rss / 1e6))
  }
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(own)
  const each = Math.max(1, done)
  const databaseUs = ((familyCpuMs(databasePid) - databaseMs) * 1000) / each
  return { done, seconds, ownUs: (user + system) / each, databaseUs, peakRssMb }
}

const linesOf = (
  what: string,
  spent: Spent,
  { bare, bareWhat, goal }: { bare: number; bareWhat: string; goal: string },
): ReportLine[] => {
  const { done, seconds, ownUs: serverUs, databaseUs, peakRssMb: rssMb } = spent
  const perSecond = done / seconds
  return [
    wholeLine(what, perSecond, { serverUs, databaseUs, rssMb, ratio: perSecond / bare, goal }),
    wholeLine(`  ${bareWhat}`, bare),
  ]
}

const sendFrom = ({ carnet }: BenchHome, campaignId: string, as: LetterForm) => {
  const clerk = campaignClerk(carnet, { as: 'operator' })
  const { campaigns } = carnet.enrolment
  // A batch of nobody but exceptions is no end: only `finished` is.
  const next = async (count: 'noticed' | 'letters'): Promise<number> => {
    for (;;) {
      const step = await campaigns.sendNext(clerk, { campaignId, as })
      if (step.finished || step[count] > 0) return step[count]
    }
  }
  return next
}

/** How fast batches followed each other: the last one has no follower and is left out. */
const paceOf = async ({ superuser }: BenchHome, campaignId: string): Promise<{ done: number; seconds: number }> => {
  const [row] = await superuser.query<{ done: number; seconds: number }>({
    text: `with told as (select prepared_at, count(distinct person_id) as persons from enrolment.notice
        where campaign_id = $1 group by prepared_at)
      select coalesce(sum(persons) filter (where prepared_at < (select max(prepared_at) from told)), 0)::float8 as done,
        extract(epoch from max(prepared_at) - min(prepared_at))::float8 as seconds from told`,
    values: [campaignId],
  })
  return row ?? { done: 0, seconds: 0 }
}

const answerCheck = Compile(Type.Object({ noticed: Type.Number() }))

/** Everybody told by letters as data, by the command in a process of its own: codes, notices, events, and the files. */
const measureNotices = async (
  home: BenchHome,
  persons: number,
): Promise<{ lines: ReportLine[]; told: number; usPerPerson: number; id: string }> => {
  const id = await approved(home, [])
  const databaseMs = familyCpuMs(home.databasePid)
  const words = ['campaign', 'send', id, '--as', 'operator', '--json']
  const { answer, cpuMs, rssMb: peakRssMb } = await watchCommand(home, words)
  const told = answerCheck.Parse(JSON.parse(answer)).noticed
  const databaseUs = ((familyCpuMs(home.databasePid) - databaseMs) * 1000) / told
  const tables = ['enrolment.notice', 'enrolment.code', 'enrolment.event'].map((table) => wholeTable(table))
  const bare = told / (await bareCopy(home.superuser, tables))
  const pace = await paceOf(home, id)
  const spent = { ...pace, ownUs: (cpuMs * 1000) / told, databaseUs, peakRssMb }
  const held = { bare, bareWhat: 'bare rows of the same', goal: '≥ 10000/s a core' }
  const lines = linesOf(`ENROLMENT told and coded, letters as data, ${persons}`, spent, held)
  return { lines, told, usPerPerson: (pace.seconds * 1e6) / Math.max(1, pace.done), id }
}

const plainPages = (letters: number): Promise<number> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const pdf = new Pdf({ size: 'A4', autoFirstPage: false })
    pdf.on('data', () => {})
    pdf.on('end', () => resolve((performance.now() - startedAt) / 1000))
    for (let page = 0; page < letters * 4; page += 1) {
      pdf.addPage()
      for (let line = 0; line < 30; line += 1)
        pdf.fontSize(11).text('Un texte de la longueur d’une ligne de lettre, sans plus.', 50, 40 + line * 24)
    }
    pdf.end()
  })

const measureLetters = async (home: BenchHome, most: number): Promise<ReportLine[]> => {
  const next = sendFrom(home, await approved(home, ['agricultural']), 'pdf')
  await next('letters')
  const spent = await spend(home, most, () => next('letters'))
  if (spent.done === 0) return []
  const bare = spent.done / (await plainPages(spent.done))
  return linesOf('ENROLMENT letters as PDF', spent, {
    bare,
    bareWhat: 'bare pages of plain text, four a letter',
    goal: '≥ 80/s a core',
  })
}

/** Spaces of silent persons, opened by the sweep as on the day after the six weeks. */
const measureOpenings = async (
  home: BenchHome,
  most: number,
): Promise<{ lines: ReportLine[]; opened: number; done: number }> => {
  await home.superuser.query({
    text: `update enrolment.person set due_at = now() - interval '1 hour' where id in (
      select id from enrolment.person where state = 'noticed' limit $1)`,
    values: [most],
  })
  const spent = await spend(home, Infinity, () => home.carnet.enrolment.lives.runDue(dueBatch))
  const [row] = await home.superuser.query<{ n: number }>({
    text: `select count(*)::float8 as n from enrolment.person p join access.space s on s.space_id = p.space_id
      where p.state = 'open' and s.state = 'open'`,
  })
  const ours = 'exists (select from enrolment.person p where p.space_id = t.space_id)'
  // One person is one transaction, here as there: one row a statement.
  const tables = ['access.space', 'journal.entry', 'directory.person', 'keys.space_key']
  const bare =
    spent.done /
    (await bareCopy(
      home.superuser,
      tables.map((table) => ({ table, where: ours, rowsPerInsert: 1 })),
    ))
  const lines = linesOf('ENROLMENT silent openings', spent, { bare, bareWhat: 'bare rows, one a statement', goal: '' })
  return { lines, opened: row?.n ?? 0, done: spent.done }
}

const measureFunnel = async ({ carnet }: BenchHome, campaignId: string, persons: number): Promise<ReportLine[]> => {
  const clerk = campaignClerk(carnet, { as: 'operator' })
  const timed = async (): Promise<number> => {
    const startedAt = performance.now()
    await carnet.enrolment.campaigns.funnel(clerk, campaignId)
    return performance.now() - startedAt
  }
  const [counting, shown] = [await timed(), await timed()]
  return [
    wholeLine(`  funnel of ${persons}, counted anew`, 1000 / counting, { p50: counting }),
    wholeLine(`  funnel of ${persons}, as last counted`, 1000 / shown, { p50: shown }),
  ]
}

/** How many persons a campaign told, and how many of the whole population were told by any or wait for a human to look. */
const countTold = async ({ superuser }: BenchHome, campaignId: string): Promise<{ told: number; met: number }> => {
  const [row] = await superuser.query<{ told: number; met: number }>({
    text: `select (select count(distinct person_id) from enrolment.notice where campaign_id = $1)::float8 as told,
      (select count(*) from (select person_id from enrolment.notice union select person_id from enrolment.exception_case
        where state = 'open') met)::float8 as met`,
    values: [campaignId],
  })
  return row ?? { told: 0, met: 0 }
}

/** One population told by letters as data; of the smallest, letters printed and silent spaces opened too. */
export const runCampaign = async (
  home: BenchHome,
  persons: number,
  more: { letters: number; openings: number },
): Promise<{ lines: ReportLine[]; acknowledged: number; stored: number; usPerPerson: number }> => {
  await emptyCampaigns(home)
  await importPopulation(home, persons)
  const lines: ReportLine[] = more.letters > 0 ? await measureLetters(home, more.letters) : []
  const told = await measureNotices(home, persons)
  lines.push(...told.lines, ...(await measureFunnel(home, told.id, persons)))
  const openings = more.openings > 0 ? await measureOpenings(home, more.openings) : undefined
  if (openings) lines.push(...openings.lines)
  const stored = await countTold(home, told.id)
  await emptyCampaigns(home)
  return {
    lines,
    acknowledged: persons + told.told + (openings?.done ?? 0),
    stored: stored.met + stored.told + (openings?.opened ?? 0),
    usPerPerson: told.usPerPerson,
  }
}
