import { isIP } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type {
  BlobSettings,
  DatabaseSettings,
  ProviderSettings,
  ProxySettings,
  Settings,
  SmsSettings,
  TlsSettings,
} from './settings-shape.ts'
import type { SettingName, SettingReader } from './setting-reader.ts'

const databaseSchemes = ['postgres:', 'postgresql:']

/** DATABASE_URL and DATABASE_OWNER_URL, else the embedded server. */
export const readDatabase = (reader: SettingReader): DatabaseSettings => {
  const app = reader.url('DATABASE_URL', databaseSchemes)
  const owner = reader.url('DATABASE_OWNER_URL', databaseSchemes)
  if (owner !== undefined && reader.text('DATABASE_URL') === undefined) {
    reader.refuse('DATABASE_OWNER_URL', 'is set without DATABASE_URL: set both, or neither for the embedded server.')
  }
  if (app === undefined) return { kind: 'embedded' }
  if (owner?.username === app.username) {
    reader.refuse(
      'DATABASE_URL',
      'logs in as the owner of the tables: let it log in as carnet_app, which owns nothing.',
    )
  }
  return { kind: 'server', url: app.href, ...(owner && { ownerUrl: owner.href }) }
}

/** BLOBS_URL with the credentials of an S3 store, else the folder `blobs` of the home. */
export const readBlobs = (reader: SettingReader, home: string): BlobSettings => {
  const url = reader.url('BLOBS_URL', ['file:', 's3:']) ?? pathToFileURL(join(home, 'blobs'))
  if (url.protocol === 'file:') return { url: url.href }
  const accessKeyId = reader.text('AWS_ACCESS_KEY_ID')
  const secretAccessKey = reader.text('AWS_SECRET_ACCESS_KEY')
  const sessionToken = reader.text('AWS_SESSION_TOKEN')
  if (accessKeyId === undefined) reader.refuse('AWS_ACCESS_KEY_ID', 'is missing: BLOBS_URL names an S3 store.')
  if (secretAccessKey === undefined) reader.refuse('AWS_SECRET_ACCESS_KEY', 'is missing: BLOBS_URL names an S3 store.')
  if (accessKeyId === undefined || secretAccessKey === undefined) return { url: url.href }
  return { url: url.href, credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } }
}

const providerNames = {
  citizens: ['IDENTITY_CITIZENS_ISSUER', 'IDENTITY_CITIZENS_CLIENT_ID', 'IDENTITY_CITIZENS_CLIENT_SECRET'],
  professionals: [
    'IDENTITY_PROFESSIONALS_ISSUER',
    'IDENTITY_PROFESSIONALS_CLIENT_ID',
    'IDENTITY_PROFESSIONALS_CLIENT_SECRET',
  ],
  card: ['IDENTITY_CARD_ISSUER', 'IDENTITY_CARD_CLIENT_ID', 'IDENTITY_CARD_CLIENT_SECRET'],
  staff: ['IDENTITY_STAFF_ISSUER', 'IDENTITY_STAFF_CLIENT_ID', 'IDENTITY_STAFF_CLIENT_SECRET'],
} as const

const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname)

/** SMS_URL, the gateway; without it the folder `sms` of the home in demonstration mode, and no short messages in production. */
export const readSms = (
  reader: SettingReader,
  { home, mode }: Pick<Settings, 'home' | 'mode'>,
): SmsSettings | undefined => {
  const url = reader.url('SMS_URL', ['https:', 'http:'])
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    reader.refuse('SMS_URL', 'must begin with https://: codes and credentials travel to it.')
  }
  if (url !== undefined) return { kind: 'gateway', url: url.href }
  return mode === 'demonstration' ? { kind: 'folder', folder: join(home, 'sms') } : undefined
}

/** An OpenID Connect provider and our registration with it; undefined (the simulator, or a door that is not there) when nothing is set. */
export const readProvider = (reader: SettingReader, whom: keyof typeof providerNames): ProviderSettings | undefined => {
  const names: readonly [SettingName, SettingName, SettingName] = providerNames[whom]
  const given = names.filter((name) => reader.text(name) !== undefined)
  if (given.length === 0) return undefined
  for (const name of names.filter((each) => !given.includes(each))) {
    reader.refuse(name, `is missing: ${given.join(' and ')} is set, and the three go together.`)
  }
  const [issuer, clientId, clientSecret] = names
  const url = reader.url(issuer, ['https:', 'http:'])
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) reader.refuse(issuer, 'must begin with https://.')
  return {
    issuer: reader.text(issuer) ?? '',
    clientId: reader.text(clientId) ?? '',
    clientSecret: reader.text(clientSecret) ?? '',
  }
}

const isRange = (text: string): boolean => {
  const [address = '', prefix, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  const bits = Number(prefix ?? 1)
  return /^\d{1,3}$/.test(prefix ?? '1') && bits > 0 && bits <= (version === 4 ? 32 : 128)
}

/** TRUSTED_PROXIES and the header in which they hand on a client's certificate. */
export const readProxies = (reader: SettingReader): ProxySettings => {
  const trusted = (reader.text('TRUSTED_PROXIES') ?? '').split(',').map((each) => each.trim())
  const ranges = trusted.filter((each) => each !== '')
  if (!ranges.every(isRange)) {
    reader.refuse(
      'TRUSTED_PROXIES',
      'must list addresses or ranges with commas (10.0.0.5, 10.1.0.0/16), never everybody.',
    )
  }
  const header = reader.text('CLIENT_CERTIFICATE_HEADER')?.toLowerCase()
  if (header === undefined) return { trusted: ranges }
  if (!/^[a-z0-9-]+$/.test(header)) reader.refuse('CLIENT_CERTIFICATE_HEADER', 'must be the name of an HTTP header.')
  if (ranges.length === 0) {
    reader.refuse(
      'CLIENT_CERTIFICATE_HEADER',
      'needs TRUSTED_PROXIES: from anybody else the header is a claim, not a proof.',
    )
  }
  return { trusted: ranges, clientCertificateHeader: header }
}

/** TLS_CERT_FILE and TLS_KEY_FILE, both or none. */
export const readTls = (reader: SettingReader): TlsSettings | undefined => {
  const certFile = reader.text('TLS_CERT_FILE')
  const keyFile = reader.text('TLS_KEY_FILE')
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile }
  if (certFile !== undefined) reader.refuse('TLS_KEY_FILE', 'is missing: TLS_CERT_FILE is set, and they go together.')
  if (keyFile !== undefined) reader.refuse('TLS_CERT_FILE', 'is missing: TLS_KEY_FILE is set, and they go together.')
  return undefined
}
