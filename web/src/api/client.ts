import createClient from "openapi-fetch";
import { enErreurApi, ErreurApi, problemeDe } from "./probleme";
import type { paths } from "./schema";
import { signalerSessionExpiree } from "./session";

const RACINE = "/api/v1";

let jetonCsrf = "";

/** The session's token, which proves that a command comes from our pages. */
export function retenirJetonCsrf(jeton: string): void {
  jetonCsrf = jeton;
}

/** The gateway, by path and method; what is sent and answered is checked against its OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: `${window.location.origin}${RACINE}`,
  credentials: "same-origin",
  headers: { Accept: "application/json, application/problem+json" },
  // Looked up at each call: tests put their own in its place.
  fetch: (requete) => window.fetch(requete),
});

api.use({
  onRequest: ({ request }) => {
    if (request.method !== "GET") request.headers.set("X-Greffe-CSRF", jetonCsrf);
  },
});

interface Appel<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * What was answered; a refusal or a silence is thrown as an `ErreurApi`. What needs no session of the Court
 * says nothing of that session when it is refused.
 */
export async function recu<T>(appel: Promise<Appel<T>>, sansSession = false): Promise<T> {
  let reponse: Appel<T>;
  try {
    reponse = await appel;
  } catch (cause) {
    // A read that the page no longer wants is no silence of the server.
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw enErreurApi(cause);
  }
  const { data, error, response } = reponse;
  if (response.ok) return data as T;
  if (response.status === 401 && !sansSession) signalerSessionExpiree();
  throw problemeDe(error, response.status);
}

/** Reads what is at least as recent as `version`; where its owner is behind, what there is now. */
export async function auMoins<T>(version: number | undefined, lire: (min_version?: number) => Promise<T>): Promise<T> {
  try {
    return await lire(version);
  } catch (cause) {
    const enRetard = version !== undefined && cause instanceof ErreurApi && cause.statut === 503;
    if (!enRetard) throw cause;
    // The event of the late service will bring the rest.
    return lire();
  }
}

/** Headers of a command: the key of its intent, the same for each try, and the version that its form was filled from. */
export function enTetes(cle: string, version?: number) {
  return { "Idempotency-Key": cle, "If-Match": version === undefined ? undefined : `"${version}"` };
}

/** Address of a piece's content, to show in the page or to download. */
export function adressePiece(pieceId: string, affichage: boolean): string {
  return `${RACINE}/pieces/${pieceId}/contenu${affichage ? "?affichage=1" : ""}`;
}

/** Address of the copy of a piece for archives (PDF/A). */
export const adresseArchivage = (pieceId: string) => `${RACINE}/pieces/${pieceId}/contenu?forme=archivage`;

/** Address of a minute as it was last signed. */
export const adresseMinute = (pieceId: string) => `${RACINE}/pieces/${pieceId}/contenu?forme=signee`;

/** Address of chosen pieces as one file, in that order. */
export function adresseRecueil(dossierId: string, pieces: string[], format: "pdf" | "zip"): string {
  return `${RACINE}/dossiers/${dossierId}/recueil?${new URLSearchParams({ pieces: pieces.join(","), format })}`;
}

/** Where a signed minute is sent, and what the request must bear. */
export function envoiDeMinute(pieceId: string, qualite: string, empechement: string | undefined, cle: string): { adresse: string; enTetes: Record<string, string> } {
  const dit = new URLSearchParams(empechement ? { qualite, empechement } : { qualite });
  return { adresse: `${RACINE}/pieces/${pieceId}/minute/signatures?${dit}`, enTetes: { "Idempotency-Key": cle, "X-Greffe-CSRF": jetonCsrf } };
}

/** Where a file is deposited, and what the request must bear. */
export function depot(nom: string, nature: string, cle: string): { adresse: string; enTetes: Record<string, string> } {
  return {
    adresse: `${RACINE}/pieces?${new URLSearchParams({ kind: nature, nom })}`,
    enTetes: { "Idempotency-Key": cle, "X-Greffe-CSRF": jetonCsrf },
  };
}
