export { createNoticeChoices, depositNotices, type DepositNotices, type NoticeChoices } from './notice-choices.ts'
export { noticeTexts } from './notice-texts.ts'
export { createKeepRecall, createRecallAgain, isToReread, type KeepRecall } from './recalls.ts'
export { createNotifications, type Notice, type Notifications } from './send-notice.ts'
