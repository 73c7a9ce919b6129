/** The columns of the board of codes: by how a code left, and on what wish. */
export const codeColumns = {
  channels: ['mail', 'sms', 'letter'],
  origins: ['request', 'phone', 'post', 'counter', 'letters'],
} as const
