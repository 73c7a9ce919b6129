import { sampleLineId } from './fake-profile.ts'
import fastify, { type FastifyInstance } from 'fastify'
import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import { registerPages } from '../../../src/edge/pages/register-pages.ts'
import { ownSample } from './sample-documents.ts'

/** A server with the pages and nothing else, to be asked with `inject`. */
export const startPages = async (parts: PagesParts): Promise<FastifyInstance> => {
  const server = fastify()
  await registerPages(server, parts)
  return server
}

/** The headers of a form posted from one of our own pages. */
export const ownForm = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
} as const

/** The browser script of our own that a page names in its head, and nothing else of a script. */
const island = /<script type="module" src="\/assets\/[a-z]+-[0-9a-f]{12}\.js"><\/script><\/head>/

/** A page as a browser without scripts takes it; those that may name an island are the workplace’s and those that take a file in. */
export const withoutIsland = (body: string, path: string): string =>
  /^\/pro\/patients\/[\w-]+\/(documents|deposit|search)|^\/my\/documents\/add|^\/my\/measures\/import|^\/my\/profile\/4\/(certificate|box)/.test(
    path,
  )
    ? body.replace(island, '</head>')
    : body

const space = '11111111-1111-4111-8111-111111111111'
const folder = '66666666-6666-4666-8666-666666666666'
const dispute = '77777777-7777-4777-8777-777777777777'
const document = '00000000-0000-4000-8000-000000000001'

const documentPages = [
  '/my/documents',
  '/my/documents?year=2026&category=11&sort=created',
  `/my/documents/${document}`,
  '/my/search',
  '/my/search?for=sealed',
  `/my/documents/${document}/values/0`,
  '/my/values',
  '/my/measures',
  '/my/measures/add',
  '/my/measures/import',
  '/my/measures/1',
  '/my/measures/1?years=all&with=4',
  '/my/measures/4/add',
  '/my/measures/11/add',
  '/my/card',
  '/my/shortcuts',
  '/my/visit-sheet',
  '/my/card/carry',
  '/my/card/edit',
  '/my/care',
  '/my/care?when=2026-03&kind=1',
  '/my/profile',
  '/my/profile/keep',
  '/my/profile/1',
  '/my/profile/2',
  '/my/profile/3',
  '/my/profile/1/add',
  '/my/profile/10/add',
  '/my/profile/4/certificate',
  `/my/profile/1/${sampleLineId}`,
  `/my/profile/1/${sampleLineId}/link`,
  `/my/profile/links?with=document.${document}`,
  '/my/profile/links?with=measure.1',
  '/my/values?kind=aaaaaaaaaaaaaaaa&period=5&before=2026-01-01',
  `/my/documents/${document}/who-sees`,
  `/my/documents/${document}/who-could-see`,
  `/my/documents/${document}/who-could-see?day=05%2F03%2F2026`,
  `/my/documents/${document}/who-could-see?day=never`,
  `/my/documents/${document}/object`,
  `/my/documents/${document}/arrange`,
  `/my/documents/${document}/dispute`,
  '/my/documents?sort=title',
  '/my/documents/choose',
  '/my/documents/add',
  `/my/documents/add?replaces=${document}`,
  '/my/documents/bin',
  `/my/documents/bin?id=${document}`,
  '/my/documents/bin/empty',
  `/my/documents/delete?id=${document}`,
  `/my/documents/${ownSample.id}/change`,
  `/my/documents/hide?id=${document}`,
  `/my/documents/hide/done?visibility=hidden&id=${document}`,
]

/** Every page of a holder, by address. `party` is the token of a professional. */
export const holderPages = (party: string): string[] => [
  '/my',
  ...documentPages,
  '/my/folders',
  `/my/folders/${folder}`,
  `/my/folders/${folder}/remove`,
  '/my/requests',
  '/my/requests/new',
  '/my/disputes',
  '/my/objections',
  '/my/access',
  '/my/access/history',
  '/my/access/history?person=aaaaaaaaaaaaaaaaaaaaaa&day=05%2F03%2F2026',
  '/my/access/history/7',
  '/my/access/rules',
  '/my/access/rules?profession=60',
  '/my/access/emergency',
  `/my/access/professionals/${party}`,
  `/my/access/professionals/${party}/sees`,
  `/my/access/professionals/${party}/block`,
  `/my/access/professionals/${party}/unblock`,
  '/my/more',
  '/my/security/passkeys/44444444-4444-4444-8444-444444444444/remove',
  '/my/children',
  '/my/children/22222222-2222-7222-8222-000000000001/refuse',
  '/my/children/22222222-2222-7222-8222-000000000001/not-mine',
  '/my/children/22222222-2222-7222-8222-000000000002/invite',
  '/my/children/22222222-2222-7222-8222-000000000002/invite/withdraw',
  '/my/children/requests/55555555-5555-7555-8555-555555555555',
  '/my/copy',
  '/my/pause',
  '/my/close',
  '/my/close/archive',
  '/my/close/archive/copy',
  '/my/close/archive/now',
  '/my/close/erase',
  '/my/close/erase/now',
  '/my/settings/display',
  '/my/terms',
  '/my/terms/refused',
]

/** Every page of a professional, by address. */
export const professionalPages = [
  '/pro',
  '/pro/emergency',
  '/pro/law',
  `/pro/patients/${space}`,
  `/pro/patients/${space}/documents`,
  `/pro/patients/${space}/search`,
  `/pro/patients/${space}/search?for=sealed&page=2&year=2026`,
  `/pro/patients/${space}/deposit`,
  '/pro/activity',
  '/pro/requests',
  '/pro/requests/88888888-8888-4888-8888-888888888888',
  '/pro/disputes',
  `/pro/disputes/${dispute}`,
  '/pro/traits',
  `/pro/patients/${space}/documents/${document}`,
  `/pro/patients/${space}/documents/${document}/values/0`,
  `/pro/patients/${space}/values`,
  `/pro/patients/${space}/care`,
  `/pro/patients/${space}/measures`,
  `/pro/patients/${space}/measures/4?with=1`,
] as const

/** Every page open to everyone, by address. */
export const publicPagePaths = [
  '/',
  '/who-can-see',
  '/who-can-see/by-profession',
  '/who-can-see/by-profession?profession=60',
  '/accessibility',
  '/is-this-message-real',
  '/display',
  '/help',
  '/refuse/by-post',
  '/open/new-code',
  '/open/new-code/sent',
  '/sign-in',
  '/sign-in/lost',
  '/sign-in/lost/sent',
  '/signed-out',
  '/no-such-page',
] as const
