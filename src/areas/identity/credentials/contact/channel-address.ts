import { Type } from 'typebox'

/** The shape of a way to reach somebody, where one is read back. */
export const channelAddressSchema = Type.Object({
  channel: Type.Union([Type.Literal('email'), Type.Literal('phone')]),
  address: Type.String(),
})
