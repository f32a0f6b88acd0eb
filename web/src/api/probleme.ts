import type { Probleme } from "./types";

/** A refusal of the gateway, or its silence, in words to show. */
export class ErreurApi extends Error {
  readonly probleme: Probleme;

  constructor(probleme: Probleme) {
    super(probleme.detail ?? probleme.title);
    this.name = "ErreurApi";
    this.probleme = probleme;
  }

  get statut(): number {
    return this.probleme.status;
  }

  /** The gateway answered and recorded nothing: another try is another intent. */
  get estRefus(): boolean {
    return this.statut >= 400 && this.statut < 500 && this.statut !== 408 && this.statut !== 429;
  }

  /** Messages by field, the field in dotted form (`parties.0.person.name`). */
  get champs(): Map<string, string> {
    const messages = new Map<string, string>();
    for (const erreur of this.probleme.errors ?? []) messages.set(cheminDeChamp(erreur.field), erreur.message);
    for (const constat of this.probleme.findings ?? []) {
      if (constat.field) messages.set(cheminDeChamp(constat.field), constat.message);
    }
    return messages;
  }
}

/** `/parties/0/person/name` and `parties[0].person.name` name the same field. */
export function cheminDeChamp(champ: string): string {
  return champ
    .replace(/^[#/$.]+/, "")
    .replace(/\[(\d+)\]/g, ".$1")
    .replaceAll("/", ".");
}

export const HORS_LIGNE = 0;

export function enErreurApi(cause: unknown): ErreurApi {
  if (cause instanceof ErreurApi) return cause;
  return new ErreurApi({
    status: HORS_LIGNE,
    title: "Greffe ne répond pas",
    detail:
      "Le serveur n’a pas pu être joint. Votre saisie est conservée : vérifiez votre connexion, puis recommencez. " +
      "Un envoi recommencé n’est jamais enregistré deux fois.",
  });
}

/** The problem that was answered, or one made when what answered was not Greffe. */
export function problemeDe(corps: unknown, statut: number): ErreurApi {
  if (corps && typeof corps === "object" && "title" in corps) {
    return new ErreurApi({ status: statut, ...(corps as Omit<Probleme, "status">) });
  }
  return new ErreurApi({
    status: statut,
    title: "Réponse inattendue du serveur",
    detail: `Le serveur a répondu avec le statut ${statut}. Recommencez dans un instant.`,
  });
}

/** The same, from an answer not yet read. */
export async function lireProbleme(reponse: Response): Promise<ErreurApi> {
  const corps: unknown = await reponse.json().catch(() => undefined);
  return problemeDe(corps, reponse.status);
}
