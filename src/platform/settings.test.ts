import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'

import { Problem } from './problem.ts'
import { projectRoot } from './project.ts'
import { readSettings } from './settings.ts'
import { settingNames, type Environment } from './settings/setting-reader.ts'

const faultsOf = (environment: Environment): string[] => {
  try {
    readSettings(environment)
    return []
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.reason, 'settings-refused')
    return String(error.details['errors']).split('\n')
  }
}

const real: Environment = {
  CARNET_MODE: 'production',
  CARNET_URL: 'https://carnet.example',
  CARNET_HOME: '/srv/carnet',
  ROOT_KEY_FILE: '/etc/carnet/root-key',
  DATABASE_URL: 'postgres://carnet_app:a-long-and-own-secret@db.example/carnet?sslmode=verify-full',
  DATABASE_OWNER_URL: 'postgres://carnet_owner:another-long-secret@db.example/carnet?sslmode=verify-full',
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'Carnet <carnet@carnet.example>',
  IDENTITY_CITIZENS_ISSUER: 'https://citizens.example',
  IDENTITY_CITIZENS_CLIENT_ID: 'carnet',
  IDENTITY_CITIZENS_CLIENT_SECRET: 'kept-by-the-provider',
  IDENTITY_PROFESSIONALS_ISSUER: 'https://professionals.example',
  IDENTITY_PROFESSIONALS_CLIENT_ID: 'carnet',
  IDENTITY_PROFESSIONALS_CLIENT_SECRET: 'kept-by-the-provider',
}

const staff: Environment = {
  IDENTITY_STAFF_ISSUER: 'https://staff.example',
  IDENTITY_STAFF_CLIENT_ID: 'carnet',
  IDENTITY_STAFF_CLIENT_SECRET: 'kept-by-the-directory',
}

test('nothing set is the demonstration', () => {
  const settings = readSettings({})
  assert.equal(settings.mode, 'demonstration')
  assert.equal(settings.port, 8080)
  assert.equal(settings.host, '127.0.0.1')
  assert.equal(settings.home, resolve('var'))
  assert.equal(settings.url, 'http://localhost:8080')
  assert.equal(settings.rootKeyFile, resolve('var.root-key'))
  assert.deepEqual(settings.database, { kind: 'embedded' })
  assert.equal(settings.mail.kind, 'folder')
  assert.match(settings.blobs.url, /^file:.*\/var\/blobs$/)
  assert.equal(settings.citizens, undefined)
})

test('a port, a home, a log level or foreign cloud keys leave it the demonstration', () => {
  const settings = readSettings({
    CARNET_PORT: '9000',
    CARNET_HOME: '/tmp/x',
    CARNET_LOG: 'warn',
    AWS_ACCESS_KEY_ID: 'x',
  })
  assert.equal(settings.mode, 'demonstration')
  assert.equal(settings.url, 'http://localhost:9000')
})

test('a whole production environment is accepted', () => {
  const settings = readSettings(real)
  assert.equal(settings.mode, 'production')
  assert.equal(settings.url, 'https://carnet.example')
  assert.equal(settings.database.kind, 'server')
  assert.equal(settings.citizens?.issuer, 'https://citizens.example')
})

test('the card app and the staff directory are not needed in production, and are read when they are there', () => {
  assert.equal(readSettings(real).card, undefined)
  assert.equal(readSettings(real).staff, undefined)
  assert.equal(readSettings({ ...real, ...staff }).staff?.issuer, 'https://staff.example')
})

test('short messages go to a folder in demonstration, to a gateway where one is named, else to nobody', () => {
  assert.deepEqual(readSettings({ CARNET_HOME: '/x' }).sms, { kind: 'folder', folder: '/x/sms' })
  assert.equal(readSettings(real).sms, undefined)
  const url = 'https://carnet:its-own-secret@gateway.example/send'
  assert.deepEqual(readSettings({ ...real, SMS_URL: url }).sms, { kind: 'gateway', url })
  const local = { CARNET_MODE: 'demonstration', SMS_URL: 'http://localhost:9/' }
  assert.equal(readSettings(local).sms?.kind, 'gateway')
})

const changed = (changes: Environment): Environment => ({ ...real, ...changes })

const bad: readonly [why: string, environment: Environment, fault: RegExp][] = [
  ['no such mode', { CARNET_MODE: 'prod' }, /^CARNET_MODE must be one of: demonstration, production/],
  ['real, mode unsaid', { SMTP_URL: 'smtp://m' }, /^CARNET_MODE must be said .* SMTP_URL/],
  ['port a word', { CARNET_PORT: 'http' }, /^CARNET_PORT must be a port/],
  ['port too high', { CARNET_PORT: '65536' }, /^CARNET_PORT/],
  ['metrics in public', { CARNET_METRICS_PORT: '8080' }, /^CARNET_METRICS_PORT must differ/],
  ['host with a space', { CARNET_HOST: 'a b' }, /^CARNET_HOST must be/],
  ['log level unknown', { CARNET_LOG: 'loud' }, /^CARNET_LOG must be one of/],
  [
    'address with a path',
    { CARNET_URL: 'https://x/y', CARNET_MODE: 'demonstration' },
    /^CARNET_URL must be a scheme and a host/,
  ],
  [
    'database of another kind',
    { DATABASE_URL: 'mysql://x', CARNET_MODE: 'demonstration' },
    /^DATABASE_URL must be an address/,
  ],
  ['owner without application', changed({ DATABASE_URL: '' }), /^DATABASE_OWNER_URL is set without/],
  ['application as owner', changed({ DATABASE_OWNER_URL: real['DATABASE_URL'] }), /^DATABASE_URL logs in as the owner/],
  ['S3 without keys', changed({ BLOBS_URL: 's3://b' }), /^AWS_SECRET_ACCESS_KEY is missing/],
  ['blobs elsewhere', changed({ BLOBS_URL: 'ftp://b' }), /^BLOBS_URL must be an address that begins with file:/],
  ['mail over http', changed({ SMTP_URL: 'http://m' }), /^SMTP_URL must/],
  ['sender without address', changed({ MAIL_FROM: 'Carnet' }), /^MAIL_FROM must be a mail address/],
  ['sender with a second line', changed({ MAIL_FROM: 'a\nBcc: x@y' }), /^MAIL_FROM must be a mail address/],
  ['short messages in clear', changed({ SMS_URL: 'http://gateway.example/' }), /^SMS_URL must begin with https/],
  ['short messages by mail', changed({ SMS_URL: 'smtp://gateway.example/' }), /^SMS_URL must be an address/],
  [
    'root key in the database',
    { CARNET_HOME: '/x', CARNET_MODE: 'demonstration', ROOT_KEY_FILE: '/x/postgres/k' },
    /^ROOT_KEY_FILE lies/,
  ],
  ['everybody a proxy', changed({ TRUSTED_PROXIES: '0.0.0.0/0' }), /^TRUSTED_PROXIES must list/],
  ['proxy by name', changed({ TRUSTED_PROXIES: '10.0.0.1, proxy' }), /^TRUSTED_PROXIES must list/],
  [
    'header from anybody',
    changed({ CLIENT_CERTIFICATE_HEADER: 'x-cert' }),
    /^CLIENT_CERTIFICATE_HEADER needs TRUSTED_PROXIES/,
  ],
  [
    'header with a colon',
    changed({ CLIENT_CERTIFICATE_HEADER: 'x: y', TRUSTED_PROXIES: '10.0.0.1' }),
    /^CLIENT_CERTIFICATE_HEADER must/,
  ],
  ['certificate without key', changed({ TLS_CERT_FILE: '/c' }), /^TLS_KEY_FILE is missing/],
  ['key without certificate', changed({ TLS_KEY_FILE: '/k' }), /^TLS_CERT_FILE is missing/],
  ['scanner over http', changed({ CLAMAV_URL: 'http://c' }), /^CLAMAV_URL must/],
  [
    'issuer in clear',
    changed({ IDENTITY_CITIZENS_ISSUER: 'http://far.example' }),
    /^IDENTITY_CITIZENS_ISSUER must begin with https/,
  ],
  [
    'issuer without client',
    changed({ IDENTITY_CITIZENS_CLIENT_ID: undefined }),
    /^IDENTITY_CITIZENS_CLIENT_ID is missing/,
  ],
  [
    'production, simulator',
    changed({ IDENTITY_PROFESSIONALS_ISSUER: undefined }),
    /^IDENTITY_PROFESSIONALS_ISSUER is missing/,
  ],
  [
    'card app without secret',
    changed({ IDENTITY_CARD_ISSUER: 'https://card.example', IDENTITY_CARD_CLIENT_ID: 'carnet' }),
    /^IDENTITY_CARD_CLIENT_SECRET is missing/,
  ],
  [
    'staff in clear',
    changed({ ...staff, IDENTITY_STAFF_ISSUER: 'http://localhost:9' }),
    /^IDENTITY_STAFF_ISSUER must begin with https/,
  ],
  [
    'staff with a default secret',
    changed({ ...staff, IDENTITY_STAFF_CLIENT_SECRET: 'secret' }),
    /^IDENTITY_STAFF_CLIENT_SECRET is a default/,
  ],
  ['production, no address', changed({ CARNET_URL: undefined }), /^CARNET_URL is missing/],
  ['production, plain address', changed({ CARNET_URL: 'http://carnet.example' }), /^CARNET_URL must begin with https/],
  ['production, no root key', changed({ ROOT_KEY_FILE: undefined }), /^ROOT_KEY_FILE is missing/],
  ['production, no mail', changed({ SMTP_URL: undefined }), /^SMTP_URL is missing/],
  ['production, open port', changed({ CARNET_HOST: '0.0.0.0' }), /^CARNET_HOST opens plain HTTP/],
  [
    'production, default secret',
    changed({ IDENTITY_CITIZENS_CLIENT_SECRET: 'changeme' }),
    /^IDENTITY_CITIZENS_CLIENT_SECRET is a default/,
  ],
  [
    'production, default password',
    changed({ DATABASE_URL: 'postgres://u:postgres@localhost/c' }),
    /^DATABASE_URL has a default/,
  ],
  ['production, no password', changed({ DATABASE_URL: 'postgres://u@localhost/c' }), /^DATABASE_URL has no password/],
  [
    'production, database in clear',
    changed({ DATABASE_URL: 'postgres://u:a-long-own-secret@db/c' }),
    /^DATABASE_URL crosses the network/,
  ],
  ['production, misspelt', changed({ CARNET_PROT: '80' }), /^CARNET_MODE production knows no CARNET_PROT/],
]

describe('each bad value is refused by a line that begins with its variable', () => {
  for (const [why, environment, fault] of bad) {
    test(why, () => {
      const faults = faultsOf(environment)
      assert.ok(
        faults.some((line) => fault.test(line)),
        `${String(fault)} in:\n${faults.join('\n')}`,
      )
    })
  }
})

test('all faults are told at once, and no value, which may be a secret', () => {
  const faults = faultsOf({ CARNET_MODE: 'production', CARNET_PORT: 'x1', DATABASE_URL: 'mysql://u:hush-hush@h' })
  assert.ok(faults.length >= 7, faults.join('\n'))
  assert.doesNotMatch(faults.join('\n'), /hush|x1/)
})

test('the operating page explains every variable', () => {
  const page = readFileSync(join(projectRoot, 'docs/operating/settings.md'), 'utf8')
  assert.deepEqual(
    settingNames.filter((name) => !page.includes(`\`${name}\``)),
    [],
  )
})
