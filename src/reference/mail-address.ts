const oneAddress = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]+\.[^\s<>()[\]\\,;:"@.]{2,}$/

/**
 * Whether a text can be somebody's mail address: what our mailer takes (src/platform/mail/mail.ts), with a dot in the domain, and of a
 * length that servers take. Spec: RFC 5321 §4.1.2, a dot-string: nothing that reaches a second person.
 */
export const isMailAddress = (text: string): boolean => text.length <= 254 && oneAddress.test(text)
