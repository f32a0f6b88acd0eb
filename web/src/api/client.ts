import { enErreurApi, ErreurApi, lireProbleme } from "./probleme";
import { signalerSessionExpiree } from "./session";

const RACINE = "/api/v1";

let jetonCsrf = "";

/** The session's token, which proves that a command comes from our pages. */
export function retenirJetonCsrf(jeton: string): void {
  jetonCsrf = jeton;
}

export type Parametres = Record<string, string | number | boolean | undefined | null>;

interface Demande {
  params?: Parametres;
  corps?: unknown;
  /** Key of the intent: the same for each try of the same command. */
  cle?: string;
  /** Version of the journal that the form was filled from. */
  version?: number;
  signal?: AbortSignal;
}

export function adresse(chemin: string, params: Parametres = {}): string {
  const recherche = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(params)) {
    if (valeur !== undefined && valeur !== null && valeur !== "") recherche.set(nom, String(valeur));
  }
  const suite = recherche.toString();
  return RACINE + chemin + (suite ? `?${suite}` : "");
}

/** Headers that every command bears. */
export function enTetesDeCommande(cle: string, version?: number): Record<string, string> {
  return {
    "Idempotency-Key": cle,
    "X-Greffe-CSRF": jetonCsrf,
    ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
  };
}

async function appeler<T>(methode: string, chemin: string, demande: Demande): Promise<T> {
  const enTetes: Record<string, string> = { Accept: "application/json, application/problem+json" };
  if (demande.corps !== undefined) enTetes["Content-Type"] = "application/json";
  if (methode !== "GET") Object.assign(enTetes, enTetesDeCommande(demande.cle ?? crypto.randomUUID(), demande.version));
  let reponse: Response;
  try {
    reponse = await fetch(adresse(chemin, demande.params), {
      method: methode,
      headers: enTetes,
      credentials: "same-origin",
      body: demande.corps === undefined ? undefined : JSON.stringify(demande.corps),
      signal: demande.signal,
    });
  } catch (cause) {
    if (demande.signal?.aborted) throw cause;
    throw enErreurApi(cause);
  }
  if (!reponse.ok) {
    const erreur = await lireProbleme(reponse);
    if (erreur.statut === 401) signalerSessionExpiree();
    throw erreur;
  }
  return reponse.status === 204 ? (undefined as T) : ((await reponse.json()) as T);
}

export function lire<T>(chemin: string, params?: Parametres, signal?: AbortSignal): Promise<T> {
  return appeler<T>("GET", chemin, { params, signal });
}

export function envoyer<T>(chemin: string, demande: Omit<Demande, "signal">): Promise<T> {
  return appeler<T>("POST", chemin, demande);
}

/** Reads what is at least as recent as `version`; where its owner is behind, what there is now. */
export async function lireAuMoins<T>(chemin: string, version: number | undefined, params: Parametres, signal?: AbortSignal) {
  try {
    return await lire<T>(chemin, { ...params, min_version: version }, signal);
  } catch (cause) {
    const enRetard = version !== undefined && cause instanceof ErreurApi && cause.statut === 503;
    if (!enRetard) throw cause;
    // The event of the late service will bring the rest.
    return lire<T>(chemin, params, signal);
  }
}
