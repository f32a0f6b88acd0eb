// The few pages a person sees, in French.

const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (character) => NAMES[character]);

const STYLE = `
  :root { color-scheme: light; font: 16px/1.5 Marianne, system-ui, sans-serif; color: #161616; }
  body { margin: 0; background: #f6f6f6; }
  header { background: #fff; border-bottom: 1px solid #ddd; padding: 1rem 1.5rem; }
  header strong { font-size: 1.25rem; } header span { color: #666; margin-left: .75rem; }
  main { max-width: 44rem; margin: 2rem auto; padding: 2rem; background: #fff; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
  .note { border-left: 4px solid #000091; padding: .25rem 0 .25rem 1rem; color: #3a3a3a; }
  ul { list-style: none; margin: 1.5rem 0 0; padding: 0; }
  li + li { border-top: 1px solid #ddd; }
  .account { display: grid; grid-template-columns: 1fr auto; width: 100%; padding: .75rem; gap: 0 1rem; font: inherit;
    text-align: left; background: none; border: 0; cursor: pointer; }
  .account:hover { background: #eee; }
  .account b { color: #000091; } .account code { color: #666; } .account small { grid-column: 1 / -1; }
  .button { font: inherit; color: #fff; background: #000091; border: 0; padding: .5rem 1rem; cursor: pointer; }
  :focus-visible { outline: 2px solid #0a76f6; outline-offset: 2px; }`;

const page = (title, content) => `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Greffe</title><style>${STYLE}</style>
</head>
<body>
  <header><strong>Greffe</strong><span>Cour de cassation</span></header>
  <main>${content}</main>
</body>
</html>`;

const accountItem = ({ sub, name, fonction }) => `
  <li><button class="account" name="sub" value="${escape(sub)}">
    <b>${escape(name)}</b><code>${escape(sub)}</code><small>${escape(fonction)}</small>
  </button></li>`;

export const loginPage = (uid, accounts) => page('Connexion', `
  <h1>Se connecter</h1>
  <p class="note">Poste de développement : choisissez un compte de démonstration. Ces personnes sont inventées.</p>
  <form method="post" action="/interaction/${escape(uid)}"><ul>${accounts.map(accountItem).join('')}</ul></form>`);

/** The person has said so in Greffe already: the form leaves by itself, the button is for browsers without script. */
export const leavingPage = (form) => page('Déconnexion', `
  <h1>Déconnexion en cours…</h1>
  ${form}
  <input type="hidden" form="op.logoutForm" name="logout" value="yes">
  <noscript><button class="button" form="op.logoutForm">Se déconnecter</button></noscript>
  <script>document.getElementById('op.logoutForm').submit()</script>`);

export const leftPage = () => page('Déconnexion', `
  <h1>Vous êtes déconnecté</h1><p>Vous pouvez fermer cette page.</p>`);

export const errorPage = (code, description) => page('Connexion impossible', `
  <h1>La connexion n’a pas abouti</h1>
  <p>Revenez à Greffe et recommencez. Si cela se reproduit, transmettez ces mots à l’administration :</p>
  <p><code>${escape(code)}</code> ${escape(description)}</p>`);
