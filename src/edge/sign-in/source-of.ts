import type { FastifyRequest } from 'fastify'
import { isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, as the URL standard writes them: hexadecimal, without leading zeros. */
const groupsOf = (address: string): string[] => {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [before = [], after = []] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

const bytesOf = (group: string): number[] => {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}

/**
 * Where a request comes from, as its tries are counted: an IPv4 address, also when it is written inside an IPv6 one, or the first 64
 * bits of an IPv6 address. Trust: the other 64 are the asker's to choose, each of them would be a new source (Spec: RFC 4291 §2.5).
 */
export const sourceOf = ({ ip }: Pick<FastifyRequest, 'ip'>): string => {
  const [address = ''] = ip.split('%', 1)
  if (!isIPv6(address)) return ip
  const groups = groupsOf(address)
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
  return isMapped ? groups.slice(6).flatMap(bytesOf).join('.') : `${groups.slice(0, 4).join(':')}::/64`
}
