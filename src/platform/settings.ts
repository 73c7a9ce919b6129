import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'

import { Problem } from './problem.ts'
import { checkProduction } from './settings/check-production.ts'
import { readBlobs, readDatabase, readProvider, readProxies, readSms, readTls } from './settings/read-connections.ts'
import type { MailSettings, Settings } from './settings/settings-shape.ts'
import { createSettingReader, settingNames, type Environment, type SettingReader } from './settings/setting-reader.ts'

export type {
  BlobSettings,
  DatabaseSettings,
  MailSettings,
  ProviderSettings,
  ProxySettings,
  Settings,
  SmsSettings,
  TlsSettings,
} from './settings/settings-shape.ts'

// Where and how loud a trial runs says nothing about its being real.
const neutral = new Set<string>(['CARNET_PORT', 'CARNET_HOST', 'CARNET_HOME', 'CARNET_LOG', 'CARNET_METRICS_PORT'])

/** Demonstration when nothing real is configured; whoever configures something real must say which mode they mean. */
const readMode = (reader: SettingReader): Settings['mode'] => {
  const mode = reader.word('CARNET_MODE', ['demonstration', 'production'])
  if (mode !== undefined || reader.text('CARNET_MODE') !== undefined) return mode ?? 'demonstration'
  // The AWS_ names are other programs' too: alone they say nothing.
  const real = settingNames.filter(
    (name) => !neutral.has(name) && !name.startsWith('AWS_') && reader.text(name) !== undefined,
  )
  if (real.length > 0) {
    reader.refuse('CARNET_MODE', `must be said (demonstration or production), because ${real.join(', ')} is set.`)
  }
  return 'demonstration'
}

const readMail = (reader: SettingReader, home: string): MailSettings => {
  const url = reader.url('SMTP_URL', ['smtp:', 'smtps:'])
  const from = reader.text('MAIL_FROM') ?? 'Carnet <ne-pas-repondre@carnet.example>'
  if (!/^[^\r\n]*\S+@\S+$/.test(from)) reader.refuse('MAIL_FROM', 'must be a mail address.')
  return url === undefined
    ? { kind: 'folder', folder: join(home, 'mail'), from }
    : { kind: 'server', url: url.href, from }
}

/** Beside the home, so that a copy of the home alone opens nothing; inside the database's folder it is refused. */
const readRootKeyFile = (reader: SettingReader, home: string): string => {
  const file = resolve(reader.text('ROOT_KEY_FILE') ?? join(dirname(home), `${basename(home)}.root-key`))
  const fromDatabase = relative(join(home, 'postgres'), file)
  if (!fromDatabase.startsWith('..') && !isAbsolute(fromDatabase)) {
    reader.refuse('ROOT_KEY_FILE', 'lies in the folder of the database: move it elsewhere, best to another disk.')
  }
  return file
}

const readHost = (reader: SettingReader): string => {
  const host = reader.text('CARNET_HOST') ?? '127.0.0.1'
  return /^[\w.:-]+$/.test(host) ? host : (reader.refuse('CARNET_HOST', 'must be an address or a host name.') ?? host)
}

const readUrl = (reader: SettingReader, local: string): string => {
  const url = reader.url('CARNET_URL', ['https:', 'http:'])
  if (url !== undefined && (url.pathname !== '/' || url.search !== '' || url.hash !== '')) {
    reader.refuse('CARNET_URL', 'must be a scheme and a host without a path (https://carnet.example).')
  }
  return url?.origin ?? local
}

const readAll = (reader: SettingReader): Settings => {
  const port = reader.port('CARNET_PORT') ?? 8080
  const home = resolve(reader.text('CARNET_HOME') ?? 'var')
  const tls = readTls(reader)
  const metricsPort = reader.port('CARNET_METRICS_PORT')
  if (metricsPort === port)
    reader.refuse('CARNET_METRICS_PORT', 'must differ from CARNET_PORT: metrics are never public.')
  const mode = readMode(reader)
  return {
    mode,
    port,
    host: readHost(reader),
    home,
    lettersFolder: join(home, 'letters'),
    url: readUrl(reader, `${tls === undefined ? 'http' : 'https'}://localhost:${port}`),
    logLevel: reader.word('CARNET_LOG', ['debug', 'info', 'warn', 'error', 'silent']) ?? 'info',
    metricsPort,
    database: readDatabase(reader),
    blobs: readBlobs(reader, home),
    mail: readMail(reader, home),
    sms: readSms(reader, { home, mode }),
    rootKeyFile: readRootKeyFile(reader, home),
    proxy: readProxies(reader),
    tls,
    clamavUrl: reader.url('CLAMAV_URL', ['tcp:', 'unix:'])?.href,
    certificateKeyFile: reader.text('CERTIFICATE_KEY_FILE'),
    growthReferenceFile: reader.text('GROWTH_REFERENCE_FILE'),
    citizens: readProvider(reader, 'citizens'),
    professionals: readProvider(reader, 'professionals'),
    card: readProvider(reader, 'card'),
    staff: readProvider(reader, 'staff'),
  }
}

/**
 * Reads and checks the settings of an environment; no side effect. Throws one Problem `settings-refused` whose `errors` has
 * a line for every fault, each beginning with its variable and ending with the fix.
 */
export const readSettings = (environment: Environment): Settings => {
  const reader = createSettingReader(environment)
  const settings = readAll(reader)
  if (settings.mode === 'production') checkProduction(reader, settings, environment)
  const faults = reader.faults()
  if (faults.length > 0) {
    throw new Problem('incorrect', 'settings-refused', { details: { count: faults.length, errors: faults.join('\n') } })
  }
  return settings
}

/** The settings of this process: the only reader of its environment. */
export const settingsFromEnvironment = (): Settings => readSettings(process.env)
