import type { card as french } from '../fr/card.ts'

/** The same in English. */
export const card: typeof french = {
  title: 'Emergency card – Record',
  heading: 'Emergency card',
  link: 'Emergency',
  sos: 'IN AN EMERGENCY – call 15 or 112',
  born: (year) => `born in ${year}`,
  foot: (day) => `Chosen by the person themselves, on ${day}. Replaces no examination.`,
  empty: 'Your card is empty. Choose what it says to whoever helps you.',
  edit: 'Choose what it says',
  carry: 'Carry it with me',
  more: 'More stands on another side or another sheet.',
  fileTitle: 'Card to carry',
  places: {
    heading: 'Carry the card with me',
    warning:
      'Whoever finds your wallet or your phone reads what you ticked, even without a code. Nothing else of your space is there. Each copy says of which day it is: make it again when your card changes.',
    paper: 'On paper',
    paperSays:
      'This is what rescuers find best. Print at 100 %, without fitting to the page. What has no room on one side of the wallet card goes on to another: cut them out together and fold.',
    wallet: 'Card for the wallet (85.6 × 54 mm)',
    fridge: 'A5 sheet for the fridge',
    locked: 'On my phone’s lock screen',
    lockedSays: 'A picture to put as wallpaper: it is read without unlocking. The top stays free for the clock.',
    picture: 'Picture for the lock screen',
    lockedHow: 'How to put it there',
    iphone: 'On an iPhone',
    android: 'On an Android phone',
    lockedIphone: [
      'Open the picture, touch the share button, then “Save Image”.',
      'In Settings, open “Wallpaper”, then “Add New Wallpaper”.',
      'Choose the picture among your photos, without enlarging it, then touch “Add”.',
    ],
    lockedAndroid: [
      'Open the picture in the app of your photos.',
      'In the menu, choose “Use as”, then “Wallpaper”.',
      'Choose “Lock screen”.',
    ],
    own: 'In the phone’s own emergency details',
    ownSays:
      'Your phone has details of its own that open without a code from the lock screen. We cannot fill them in for you: copy your card there.',
    ownHow: 'How to fill them in',
    ownIphone: [
      'Open the Health app, touch your photo, then “Medical ID”.',
      'Touch “Edit”, copy your card, add whom to tell.',
      'Leave “Show When Locked” on, then touch “Done”.',
    ],
    ownAndroid: [
      'Open the settings, then “Safety & emergency”.',
      'Open “Medical info”, copy your card, then add your emergency contacts.',
      'Allow them to be shown while the phone is locked.',
    ],
    offline: 'Without network, on my phone',
    offlineSays:
      'A single file, to keep among your files or to send to somebody close. It opens without network or sign-in, and sends nothing.',
    page: 'Page to keep',
  },
  editHeading: 'What your emergency card says',
  editLead: 'Nothing is on it without your choice. Whoever finds the card reads what you tick.',
  nothing: 'Nothing is written in your profile yet.',
  save: 'Save',
  sheet: {
    link: 'Prepare a visit',
    title: 'Visit sheet – Record',
    heading: 'Visit sheet',
    lead: 'One page to print or to show: what you say of your health, your newest values, your questions.',
    values: 'Newest values',
    noValues: 'No value.',
    questions: 'My questions',
    write: 'What I want to ask',
    hint: 'One question a line. They stand on this page, and are kept nowhere.',
    put: 'Put on the sheet',
  },
  said: { 'card-saved': 'Your card is up to date.' },
}
