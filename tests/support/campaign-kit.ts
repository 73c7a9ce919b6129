import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { StaffRole, Visitor } from '../../src/access/types.ts'
import { createCampaigning, type Campaigning } from '../../src/areas/enrolment/campaigns/create-campaigning.ts'
import type { LetterFiles, NoticeLetter, NoticePress } from '../../src/areas/enrolment/campaigns/ports.ts'
import type { CampaignPlan, SendStep } from '../../src/areas/enrolment/campaigns/types.ts'
import { createCodes, type Codes } from '../../src/areas/enrolment/codes/codes.ts'
import { createImportPersons } from '../../src/areas/enrolment/register/import/import-persons.ts'
import { createRegister, type Register } from '../../src/areas/enrolment/register/register.ts'
import { insKey, insRules } from '../../src/areas/identity/index.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { createDurableFolder } from '../../src/platform/durable-file.ts'
import type { Mail } from '../../src/platform/mail/mail.ts'
import { createOutbox, HeldBack } from '../../src/platform/outbox.ts'
import { Problem } from '../../src/platform/problem.ts'
import type { Sms } from '../../src/platform/sms/sms.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createLetterTexts, type LetterTexts } from '../../src/reference/create-letter-texts.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { fileOf, memorySource, registerKeys as keys } from './register-kit.ts'
import { createMailer, createTexter, type Weather } from './fake-reach.ts'
import { approveNotices, openTextsDesk, type TwoPersonsDesk } from './texts-kit.ts'

/** A press that writes what it would print, and refuses a name with an umbrella in it. */
export const paperPress: NoticePress = {
  check: (letter) => {
    if (letter.personName.includes('☂')) throw new Problem('incorrect', 'letter-character-unprintable')
  },
  print: async (letter) => Buffer.from(JSON.stringify(letter)),
  printBatch: async (letters, into) => {
    const all = [...letters]
    await pipeline(Readable.from(all.map((letter) => `${JSON.stringify(letter)}\n`)), into)
    return { letters: all.length, pages: all.length }
  },
}

/** A campaign desk on a database of its own. `over` replaces what a test wants to see fail. */
export interface CampaignKit extends Campaigning, Weather {
  database: TestDatabase
  register: Register
  codes: Codes
  clock: ReturnType<typeof fixedClock>
  folder: string
  mails: Mail[]
  texts: Sms[]
  /** imports lines by column name, as an insurer's file would */
  importLines(lines: readonly Readonly<Record<string, string>>[]): Promise<void>
  /** the letters of every file that a batch records, and those of files that none records */
  letters(): Promise<{ recorded: NoticeLetter[]; stray: string[] }>
  /** where two persons approve the wordings of a desk */
  textsDesk(of?: Pick<Campaigning, 'textVersions'>): TwoPersonsDesk
  /** does the queued work once; gives how many items failed */
  work(by?: Pick<Campaigning, 'messages'>): Promise<number>
  over(parts: { database?: Database; files?: LetterFiles; press?: NoticePress; letterTexts?: LetterTexts }): Campaigning
}

/** A member of the staff. */
export const staffOf = (id: string, ...roles: StaffRole[]): Visitor => ({
  actor: { kind: 'staff', id, name: id, roles },
  authLevel: 'substantial',
  origin: { channel: 'cli' },
})

/** One who runs campaigns. */
export const fatima = staffOf('fatima', 'operator')
/** Another one, who also reviews. */
export const louis = staffOf('louis', 'operator', 'reviewer')

/** A valid number: sex, year, month, place and order, and its key. */
export const numberOf = (body: string): string => `${body}${insKey(body, insRules) ?? ''}`

/** The number of the nth invented person, a woman of 1985. */
export const nth = (n: number): string => numberOf(`285017511${String(5000 + n).padStart(4, '0')}`)

/** A line; what is left out is as for an ordinary adult of Paris with an address and no mail. */
export const lineOf = (n: number, given: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ins: nth(n),
  birth_family: 'DURAND',
  birth_given: `Léa|N${n}`,
  gender: 'F',
  birth_date: '1985-01-15',
  birth_place: '75115',
  scheme: 'general',
  address_1: `${n} RUE HAUTE`,
  postal_code: '75011',
  city: 'PARIS',
  household: `H${n}`,
  ...given,
})

/** An ordinary plan: everybody, by mail where there is one, in waves whose days have all come. */
export const planOf = (given: Partial<CampaignPlan> = {}): CampaignPlan => ({
  name: 'Essai',
  rule: { schemes: [], departments: [], minors: true, adults: true, protected: true },
  channelRule: 'mail-first',
  waveBy: 'department',
  isPilot: false,
  startsOn: '2026-10-01',
  ...given,
})

const isLetter = (value: unknown): value is NoticeLetter =>
  typeof value === 'object' && value !== null && 'kind' in value

interface Built {
  database: TestDatabase
  clock: ReturnType<typeof fixedClock>
  folder: string
  mails: Mail[]
  texts: Sms[]
  weather: Weather
}

const createBuild =
  ({ database, clock, folder, mails, texts, weather }: Built): CampaignKit['over'] =>
  ({ database: on = database.app, ...more }) => {
    const parts = { database: on, clock, parameters: createParameters() }
    const outlets = {
      press: paperPress,
      letterTexts: createLetterTexts(),
      files: createDurableFolder(folder),
      mailer: createMailer(mails, weather),
      sms: createTexter(texts, weather),
      publicUrl: 'https://carnet.example',
    }
    return createCampaigning({
      ...parts,
      persons: { findContact: async () => undefined },
      recoveries: { askRecovery: async () => true, recoveryOf: async () => undefined },
      register: createRegister({ ...parts, keys }),
      codes: createCodes({ ...parts, keys }),
      outlets: { ...outlets, ...more },
    })
  }

const createImportLines =
  ({ database, clock }: Built): CampaignKit['importLines'] =>
  async (lines) => {
    const importPersons = createImportPersons({
      database: database.app,
      keys,
      clock,
      ins: { mode: 'demonstration', rules: insRules },
      parameters: createParameters(),
    })
    const { rejected } = await importPersons(memorySource(fileOf(lines)), { encoding: 'utf-8' })
    if (rejected > 0) throw new Error(`${rejected} lines rejected`)
  }

const createReadLetters =
  ({ database, folder }: Built): CampaignKit['letters'] =>
  async () => {
    const rows = await database.owner.query<{ file_name: string }>({ text: 'select file_name from enrolment.batch' })
    const known = new Set(rows.map((row) => row.file_name))
    const names = await readdir(folder)
    const files = names.filter((one) => known.has(one)).map((name) => readFile(join(folder, name), 'utf8'))
    const lines = (await Promise.all(files)).flatMap((text) => text.trim().split('\n'))
    const recorded = lines.map((line): unknown => JSON.parse(line)).filter(isLetter)
    return { recorded, stray: names.filter((one) => !known.has(one)) }
  }

const createWork =
  ({ database }: Built, own: Campaigning): CampaignKit['work'] =>
  async ({ messages } = own) => {
    const outbox = createOutbox(database.app)
    await database.owner.query({ text: 'update platform.outbox set due_at = now(), leased_until = null' })
    let failed = 0
    const due = [...(await outbox.leaseDue(1000, 'single')), ...(await outbox.leaseDue(1000, 'bulk'))]
    for (const item of due) {
      const run = item.kind === 'enrolment-code' ? messages.sendCode : messages.tell
      const postpone = async (error: unknown): Promise<void> => {
        failed += 1
        if (error instanceof HeldBack) return outbox.giveBack(item)
        await outbox.postpone(item, 'failed', error instanceof Problem && error.kind === 'unavailable')
      }
      await run(item).then(() => outbox.settle(item), postpone)
    }
    return failed
  }

const opened: (() => Promise<void>)[] = []

after(async () => {
  for (const close of opened.splice(0)) await close()
})

/** Opens a kit: it is closed after the tests of the process. `isApproved: false`: nobody has approved a wording yet. */
export const openCampaignKit = async ({ isApproved = true } = {}): Promise<CampaignKit> => {
  const database = await createTestDatabase()
  const clock = fixedClock('2026-11-02T09:00:00Z')
  const folder = await mkdtemp(join(tmpdir(), 'carnet-letters-'))
  const weather: Weather = { isDown: true, isGatewayDown: false }
  const built: Built = { database, clock, folder, mails: [], texts: [], weather }
  const over = createBuild(built)
  const campaigning = over({})
  opened.push(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const onApp = { database: database.app, keys, clock }
  const kit: CampaignKit = Object.assign(weather, {
    ...campaigning,
    ...built,
    over,
    register: createRegister(onApp),
    codes: createCodes({ ...onApp, parameters: createParameters() }),
    importLines: createImportLines(built),
    letters: createReadLetters(built),
    work: createWork(built, campaigning),
    textsDesk: ({ textVersions } = campaigning) => openTextsDesk(onApp, textVersions),
  })
  if (isApproved) await approveNotices(kit.textsDesk(), [fatima, louis])
  return kit
}

/** A campaign that is prepared and approved by two persons, ready to be sent. */
export const readyCampaign = async (kit: Campaigning, plan: CampaignPlan = planOf()): Promise<string> => {
  const { id } = await kit.campaigns.create(fatima, plan)
  await kit.campaigns.prepare(fatima, id)
  await kit.campaigns.approve(fatima, id)
  await kit.campaigns.approve(louis, id)
  return id
}

/** Tells everybody of a campaign, batch by batch; gives the batches. */
export const sendAll = async (campaigns: Campaigning['campaigns'], campaignId: string): Promise<SendStep[]> => {
  const steps: SendStep[] = []
  for (;;) {
    const step = await campaigns.sendNext(fatima, { campaignId, as: 'data' })
    if (step.finished) return steps
    steps.push(step)
  }
}
