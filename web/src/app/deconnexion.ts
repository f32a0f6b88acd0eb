/** Ends the session on the server, then follows it to the identity provider by a plain page load. */
export async function deconnecter(jetonCsrf: string): Promise<void> {
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
