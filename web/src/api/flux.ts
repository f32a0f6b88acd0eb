import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Dossier, EvenementDossier } from "./types";
import { retenirVersion } from "./versions";

export type EtatFlux = "connexion" | "direct" | "coupe";

const LISTES_PAR_SOURCE: Record<EvenementDossier["source"], string[]> = {
  dossier: ["dossiers", "stock"],
  deadline: ["echeances"],
  assignment: ["audiences"],
  notification: ["taches", "avis", "suivis"],
};

/** Fetches anew what is on screen of the dossier, or of the audience. */
function invaliderObjet(client: QueryClient, { audience_id, dossier_id, source, version }: EvenementDossier): void {
  if (audience_id) void client.invalidateQueries({ queryKey: ["audience", audience_id] });
  if (!dossier_id) return;
  if (source === "dossier") retenirVersion(dossier_id, version);
  void client.invalidateQueries({
    predicate: ({ queryKey, state }) => {
      const [famille, id] = queryKey;
      // A dossier opened by its number is cached under that number.
      return famille === "dossier" && (id === dossier_id || (state.data as Dossier | undefined)?.dossier_id === dossier_id);
    },
  });
}

const REPIT_LISTES_MS = 2_000;

/**
 * Fetches anew the lists that events feed: at once for an event that comes alone, once every few seconds
 * when the whole Court records, or a list of several pages would never end being read.
 */
export function relecteurDeListes(relire: (familles: ReadonlySet<string>) => void) {
  const enAttente = new Set<string>();
  let repit: ReturnType<typeof setTimeout> | undefined;
  const vider = () => {
    repit = undefined;
    if (enAttente.size === 0) return;
    relire(new Set(enAttente));
    enAttente.clear();
    repit = setTimeout(vider, REPIT_LISTES_MS);
  };
  return {
    changees: (familles: string[]) => {
      for (const famille of familles) enAttente.add(famille);
      if (repit === undefined) vider();
    },
    arreter: () => clearTimeout(repit),
  };
}

/** After a loss: all that may have changed meanwhile. The referential changes with the version of the law. */
function toutRelire(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "referentiel" });
}

const PREMIER_DELAI_MS = 1_000;
const DELAI_MAX_MS = 30_000;

/**
 * Listens to the live stream. An event is a hint: its content is fetched from the owner. After any
 * loss, all that is shown is fetched anew.
 */
export function useFlux(actif: boolean): EtatFlux {
  const client = useQueryClient();
  const [etat, setEtat] = useState<EtatFlux>("connexion");

  useEffect(() => {
    if (!actif) return;
    let source: EventSource | undefined;
    let reprise: ReturnType<typeof setTimeout> | undefined;
    let delai = PREMIER_DELAI_MS;
    let dejaOuvert = false;

    const listes = relecteurDeListes(
      (familles) => void client.invalidateQueries({ predicate: ({ queryKey }) => familles.has(String(queryKey[0])) }),
    );

    const ouvrir = () => {
      source = new EventSource("/api/v1/flux");
      source.onopen = () => {
        delai = PREMIER_DELAI_MS;
        setEtat("direct");
        if (dejaOuvert) void toutRelire(client);
        dejaOuvert = true;
      };
      source.onerror = () => {
        setEtat("coupe");
        // The browser resumes by itself from a cut; it gives up on a refusal.
        if (source?.readyState !== EventSource.CLOSED) return;
        reprise = setTimeout(ouvrir, delai);
        delai = Math.min(delai * 2, DELAI_MAX_MS);
        void client.invalidateQueries({ queryKey: ["session"] });
      };
      for (const objet of ["dossier", "audience"]) {
        source.addEventListener(objet, (message: MessageEvent<string>) => {
          const evenement = JSON.parse(message.data) as EvenementDossier;
          invaliderObjet(client, evenement);
          listes.changees(LISTES_PAR_SOURCE[evenement.source] ?? []);
        });
      }
      source.addEventListener("resync", () => void toutRelire(client));
    };
    ouvrir();
    return () => {
      clearTimeout(reprise);
      listes.arreter();
      source?.close();
    };
  }, [actif, client]);

  return etat;
}
