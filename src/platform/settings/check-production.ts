import type { Settings } from './settings-shape.ts'
import { settingNames, type Environment, type SettingName, type SettingReader } from './setting-reader.ts'

const wellKnownSecrets = new Set([
  'admin',
  'carnet',
  'carnet_app',
  'carnet_owner',
  'change-me',
  'changeme',
  'default',
  'minioadmin',
  'password',
  'postgres',
  'secret',
  'test',
])
const shortestSecret = 12

const isWeak = (secret: string): boolean =>
  secret.length < shortestSecret || wellKnownSecrets.has(secret.toLowerCase()) || secret.includes('demonstration')

const isLocal = (hostname: string): boolean => ['', 'localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname)

const required: readonly [SettingName, string][] = [
  ['CARNET_URL', 'is missing: give the public address, https:// included.'],
  [
    'ROOT_KEY_FILE',
    'is missing: make the file with `carnet keys create` and keep it on another disk than the database.',
  ],
  ['SMTP_URL', 'is missing: holders are told by mail who looked; name the outgoing mail server.'],
  ['MAIL_FROM', 'is missing: give the sender of the mails.'],
  ['IDENTITY_CITIZENS_ISSUER', 'is missing: the simulator is for demonstration mode only.'],
  ['IDENTITY_PROFESSIONALS_ISSUER', 'is missing: the simulator is for demonstration mode only.'],
]

const secrets: readonly SettingName[] = [
  'AWS_SECRET_ACCESS_KEY',
  'IDENTITY_CITIZENS_CLIENT_SECRET',
  'IDENTITY_PROFESSIONALS_CLIENT_SECRET',
  'IDENTITY_CARD_CLIENT_SECRET',
  'IDENTITY_STAFF_CLIENT_SECRET',
]
const databases: readonly SettingName[] = ['DATABASE_URL', 'DATABASE_OWNER_URL']
const issuers: readonly SettingName[] = [
  'IDENTITY_CITIZENS_ISSUER',
  'IDENTITY_PROFESSIONALS_ISSUER',
  'IDENTITY_CARD_ISSUER',
  'IDENTITY_STAFF_ISSUER',
]

const checkDatabase = (reader: SettingReader, name: SettingName): void => {
  const url = URL.parse(reader.text(name) ?? '')
  if (url === null) return
  const { username, password, hostname, searchParams } = url
  if (password !== '' && (isWeak(decodeURIComponent(password)) || password === username)) {
    reader.refuse(name, `has a default or short password: give the role one of ${shortestSecret} characters or more.`)
  }
  const socket = searchParams.get('host')?.startsWith('/') === true
  if (password === '' && !socket)
    reader.refuse(name, 'has no password: a server that asks for none is open to its network.')
  const sslmode = searchParams.get('sslmode') ?? 'disable'
  if (!isLocal(hostname) && ['disable', 'allow', 'prefer', 'no-verify'].includes(sslmode)) {
    reader.refuse(name, 'crosses the network without TLS: add sslmode=verify-full to it.')
  }
}

const checkTransport = (reader: SettingReader, settings: Settings): void => {
  const address = reader.text('CARNET_URL')
  if (address !== undefined && !address.startsWith('https://')) {
    reader.refuse('CARNET_URL', 'must begin with https:// in production mode.')
  }
  for (const name of issuers.filter((each) => reader.text(each)?.startsWith('http://') === true)) {
    reader.refuse(name, 'must begin with https:// in production mode.')
  }
  const open = settings.tls === undefined && settings.proxy.trusted.length === 0 && !isLocal(settings.host)
  if (open) {
    reader.refuse(
      'CARNET_HOST',
      'opens plain HTTP to the network: set TLS_CERT_FILE and TLS_KEY_FILE, or TRUSTED_PROXIES.',
    )
  }
}

const ownNames: ReadonlySet<string> = new Set(settingNames)

/** What production mode adds: nothing stands in for the real thing, nothing is a default, nothing travels in clear. */
export const checkProduction = (reader: SettingReader, settings: Settings, environment: Environment): void => {
  for (const [name, says] of required) if (reader.text(name) === undefined) reader.refuse(name, says)
  for (const name of secrets) {
    const secret = reader.text(name)
    if (secret !== undefined && isWeak(secret)) reader.refuse(name, 'is a default or short secret: ask for a new one.')
  }
  for (const name of databases) checkDatabase(reader, name)
  checkTransport(reader, settings)
  const unknown = Object.keys(environment).filter((name) => name.startsWith('CARNET_') && !ownNames.has(name))
  if (unknown.length > 0)
    reader.refuse('CARNET_MODE', `production knows no ${unknown.join(', ')}: correct or remove it.`)
}
