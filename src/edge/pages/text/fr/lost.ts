/** Words of the way back in, for who lost what they came in with. */
export const lost = {
  link: 'Je n’ai plus mon moyen de connexion',
  title: 'Retrouver l’accès',
  heading: 'Retrouver l’accès à mon espace',
  lead: 'Téléphone perdu, mot de passe oublié : choisissez ce qui vous reste.',
  device: {
    heading: 'J’ai un autre appareil',
    says: 'Sa clé d’accès vous fait entrer tout de suite.',
    button: 'Me connecter',
  },
  identity: {
    heading: 'J’ai mon identité nationale',
    says: 'Vous entrez tout de suite. Retirez ensuite l’appareil perdu et ajoutez le nouveau.',
  },
  letter: {
    heading: 'Je n’ai plus rien : une lettre',
    says: 'Elle part à l’adresse que votre assurance connaît, jamais par SMS ni par courriel. Son code sert à choisir un nouveau moyen. Il ouvre quelques jours plus tard, pour que personne n’entre à votre place.',
    button: 'M’envoyer une lettre',
  },
  counter: {
    heading: 'Je préfère aller au guichet',
    says: 'Venez avec votre carte et une pièce d’identité. L’agent vous remet la lettre tout de suite. Le délai reste le même.',
  },
  sent: {
    title: 'Retrouver l’accès',
    heading: 'C’est noté',
    lead: 'Si ces informations vont ensemble, une lettre est en route.',
    says: [
      'Elle arrive à l’adresse que votre assurance connaît. Comptez 4 jours.',
      'Nous prévenons aussi les contacts que vous aviez confirmés.',
      'Rien reçu ? Votre assurance peut corriger votre adresse.',
    ],
    haveCode: 'J’ai reçu mon code',
  },
  contact: {
    title: 'Retrouver l’accès',
    heading: 'Votre courriel ou téléphone ?',
    lead: 'Donnez celui que vous lisez, même s’il n’a pas changé. Sans lui, l’ancien ne recevra plus ni code pour entrer, ni alerte.',
    post: 'Continuer sans contact',
  },
  means: {
    title: 'Retrouver l’accès',
    heading: 'Choisir un nouveau moyen d’entrer',
    done: 'Il n’ouvrira pas tout de suite : la page suivante dit quel jour. À sa première utilisation, il remplace tous les anciens. D’ici là, qui a encore un ancien moyen peut tout arrêter.',
  },
  byMessage: 'Code par courriel ou téléphone',
  waits: {
    title: 'Retrouver l’accès',
    heading: 'Votre nouveau moyen est prêt',
    from: (day: string, time: string) => `Il ouvre votre espace à partir du ${day} à ${time}.`,
    until: [
      'Connectez-vous alors comme d’habitude, avec ce nouveau moyen.',
      'Les anciens moyens ne marchent plus dès votre première connexion.',
      'Nous prévenons les contacts que vous aviez confirmés.',
      'Vous retrouvez un ancien moyen d’ici là ? Connectez-vous et arrêtez la demande.',
    ],
  },
  notice: {
    asked: (day: string, time: string) => `Quelqu’un a demandé le ${day} à ${time} à retrouver l’accès à cet espace.`,
    letter: 'Une lettre avec un code permet de choisir un nouveau moyen d’entrer. Si ce n’est pas vous, arrêtez.',
    waits: (day: string, time: string) =>
      `Un nouveau moyen d’entrer pourra remplacer les vôtres à partir du ${day} à ${time}. Si ce n’est pas vous, arrêtez.`,
    stop: 'Arrêter cette demande',
    said: { 'recovery-stopped': 'La demande est arrêtée. Vos moyens d’entrer ne changent pas.' },
  },
}
