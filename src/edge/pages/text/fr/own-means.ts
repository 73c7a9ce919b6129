/** Words of signing in by own means: a password, then a code. */
export const ownMeans = {
  password: {
    title: 'Se connecter',
    heading: 'Identifiant et mot de passe',
    lead: 'Un code vous sera ensuite demandé.',
    login: 'Identifiant',
    password: 'Mot de passe',
    button: 'Continuer',
    loginMissing: 'Tapez votre identifiant.',
    passwordMissing: 'Tapez votre mot de passe.',
    other: 'Choisir un autre moyen',
  },
  factor: {
    title: 'Se connecter',
    heading: 'Votre code',
    sent: {
      email: 'Un code a été envoyé à votre adresse électronique.',
      phone: 'Un code a été envoyé à votre téléphone.',
    },
    app: 'Ouvrez votre application de codes. Tapez le code affiché.',
    choose: 'Choisissez comment recevoir votre code.',
    code: 'Code à taper',
    hint: 'Les espaces ne comptent pas.',
    button: 'Se connecter',
    codeMissing: 'Tapez le code.',
    ways: 'Recevoir un code autrement',
    send: { email: 'Envoyer un code par courriel', phone: 'Envoyer un code par SMS' },
    sendAgain: { email: 'Envoyer un nouveau code par courriel', phone: 'Envoyer un nouveau code par SMS' },
    other: 'Recommencer ou choisir un autre moyen',
  },
}
