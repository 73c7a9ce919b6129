import type { FastifyReply } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { assets } from './assets.ts'
import type { Ask, Page } from './ask.ts'
import { drawPage } from './components/page-frame.tsx'
import { saveDisplayChoice } from './display-choice.ts'
import { readCookie } from './cookies.ts'
import { writePassingWord } from './passing-word.ts'
import { answeringPolicy, cameraPolicy, islandHeaders, securityHeaders } from './security-headers.ts'
import { isLang } from './text/catalogue.ts'

const cookiesToSet = (ask: Ask): string[] => {
  const secure = ask.parts.publicUrl.startsWith('https:')
  const cookie = ask.request.headers.cookie
  const asked = ask.query.get('lang')
  return [
    ...(isLang(asked) ? saveDisplayChoice(ask.choice, secure) : []),
    ...(readCookie(cookie, 'carnet-said') ? [writePassingWord(undefined, secure)] : []),
  ]
}

/** Sends a page as HTML with every header it needs; keeps a language asked for in the address. */
export const showPage = (ask: Ask, page: Page): FastifyReply => {
  const cookies = cookiesToSet(ask)
  if (cookies.length > 0) void ask.reply.header('set-cookie', cookies)
  return ask.reply
    .code(page.status ?? 200)
    .headers(page.island === undefined ? securityHeaders : islandHeaders)
    .headers(page.island === 'scan' ? cameraPolicy : {})
    .headers(page.answersTo === undefined ? {} : answeringPolicy(page.answersTo))
    .header('link', `<${assets.latin.path}>; rel=preload; as=font; type="font/woff2"; crossorigin`)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(drawPage(ask, page))}`)
}
