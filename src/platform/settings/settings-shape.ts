/** The embedded server, or a real one: `url` logs in as the application, `ownerUrl` (optional) as the owner, to migrate. */
export type DatabaseSettings = { kind: 'embedded' } | { kind: 'server'; url: string; ownerUrl?: string }

/** A `file:` address of a folder, or an `s3:` one with its credentials. */
export interface BlobSettings {
  readonly url: string
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

/** Outgoing mail: a server, or a folder of `.eml` files. */
export type MailSettings =
  | { kind: 'server'; url: string; from: string }
  | { kind: 'folder'; folder: string; from: string }

/** Outgoing short messages: a gateway, or a folder of `.txt` files in demonstration mode. */
export type SmsSettings = { kind: 'gateway'; url: string } | { kind: 'folder'; folder: string }

/** An OpenID Connect provider and how we are registered with it. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Whose word about the client's address, and its certificate in a header (lower case), is believed. */
export interface ProxySettings {
  readonly trusted: readonly string[]
  readonly clientCertificateHeader?: string
}

/** Our own certificate and key, PEM files. */
export interface TlsSettings {
  readonly certFile: string
  readonly keyFile: string
}

/** Everything an operator decides, checked. Folders and files are absolute paths; `url` has no slash at its end. */
export interface Settings {
  readonly mode: 'demonstration' | 'production'
  readonly port: number
  readonly host: string
  readonly home: string
  /** Where the files of letters go. */
  readonly lettersFolder: string
  readonly url: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Absent: no metrics are served. */
  readonly metricsPort?: number
  readonly database: DatabaseSettings
  readonly blobs: BlobSettings
  readonly mail: MailSettings
  /** Absent: nobody is offered a short message. */
  readonly sms?: SmsSettings
  readonly rootKeyFile: string
  readonly proxy: ProxySettings
  readonly tls?: TlsSettings
  readonly clamavUrl?: string
  /** Absent: no signature of a health certificate is trusted. */
  readonly certificateKeyFile?: string
  /** Absent: children's growth is held against the reference that comes with this software. */
  readonly growthReferenceFile?: string
  /** Absent: the simulator, in demonstration mode only. */
  readonly citizens?: ProviderSettings
  readonly professionals?: ProviderSettings
  /** Absent: the simulator in demonstration mode; in production the door is not offered. */
  readonly card?: ProviderSettings
  readonly staff?: ProviderSettings
}
