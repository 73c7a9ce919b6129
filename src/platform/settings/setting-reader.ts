/** Every environment variable that Carnet reads; docs/operating/settings.md explains each. */
export const settingNames = [
  'CARNET_MODE',
  'CARNET_PORT',
  'CARNET_HOST',
  'CARNET_HOME',
  'CARNET_URL',
  'CARNET_LOG',
  'CARNET_METRICS_PORT',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'BLOBS_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'SMTP_URL',
  'MAIL_FROM',
  'SMS_URL',
  'ROOT_KEY_FILE',
  'TRUSTED_PROXIES',
  'CLIENT_CERTIFICATE_HEADER',
  'TLS_CERT_FILE',
  'TLS_KEY_FILE',
  'CLAMAV_URL',
  'CERTIFICATE_KEY_FILE',
  'GROWTH_REFERENCE_FILE',
  'IDENTITY_CITIZENS_ISSUER',
  'IDENTITY_CITIZENS_CLIENT_ID',
  'IDENTITY_CITIZENS_CLIENT_SECRET',
  'IDENTITY_PROFESSIONALS_ISSUER',
  'IDENTITY_PROFESSIONALS_CLIENT_ID',
  'IDENTITY_PROFESSIONALS_CLIENT_SECRET',
  'IDENTITY_CARD_ISSUER',
  'IDENTITY_CARD_CLIENT_ID',
  'IDENTITY_CARD_CLIENT_SECRET',
  'IDENTITY_STAFF_ISSUER',
  'IDENTITY_STAFF_CLIENT_ID',
  'IDENTITY_STAFF_CLIENT_SECRET',
] as const

/** The name of one environment variable of ours. */
export type SettingName = (typeof settingNames)[number]

/** The variables of a process, as node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads variables and gathers what is wrong with them, so that an operator sees all of it at once. */
export interface SettingReader {
  /** The trimmed value; undefined when unset or empty. */
  text(name: SettingName): string | undefined
  /** One of the words allowed. */
  word<const T extends string>(name: SettingName, allowed: readonly T[]): T | undefined
  /** A port from 0 (any free one) to 65535. */
  port(name: SettingName): number | undefined
  /** An address with one of the schemes allowed (`https:`). */
  url(name: SettingName, schemes: readonly string[]): URL | undefined
  /** Notes a fault: what is wrong and the fix, without the value, which may be a secret. */
  refuse(name: SettingName, says: string): undefined
  /** The faults so far, each beginning with its variable. */
  faults(): readonly string[]
}

/** Makes a reader of one environment. */
export const createSettingReader = (environment: Environment): SettingReader => {
  const faults: string[] = []
  const text = (name: SettingName): string | undefined => environment[name]?.trim() || undefined
  const refuse = (name: SettingName, says: string): undefined => {
    faults.push(`${name} ${says}`)
  }
  return {
    text,
    refuse,
    faults: () => faults,
    word: (name, allowed) => {
      const value = text(name)
      const found = allowed.find((word) => word === value)
      return value === undefined || found !== undefined ? found : refuse(name, `must be one of: ${allowed.join(', ')}.`)
    },
    port: (name) => {
      const value = text(name)
      if (value === undefined) return undefined
      const valid = /^\d{1,5}$/.test(value) && Number(value) <= 65_535
      return valid ? Number(value) : refuse(name, 'must be a port number from 0 to 65535.')
    },
    url: (name, schemes) => {
      const value = text(name)
      if (value === undefined) return undefined
      const url = URL.parse(value)
      return url !== null && schemes.includes(url.protocol)
        ? url
        : refuse(name, `must be an address that begins with ${schemes.join(' or ')}//.`)
    },
  }
}
