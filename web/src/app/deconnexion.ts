import { oublierTout } from "../composants/brouillon";

/**
 * Ends the session on the server, then at the identity provider: a form, so that the browser follows
 * the gateway's redirection there (its policy must let forms lead to the provider).
 */
export function deconnecter(jetonCsrf: string): void {
  oublierTout();
  const formulaire = document.createElement("form");
  formulaire.method = "post";
  formulaire.action = "/deconnexion";
  const jeton = document.createElement("input");
  jeton.type = "hidden";
  jeton.name = "csrf_token";
  jeton.value = jetonCsrf;
  formulaire.append(jeton);
  document.body.append(formulaire);
  formulaire.submit();
}
