import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Dossier, EvenementDossier } from "./types";
import { retenirVersion } from "./versions";

export type EtatFlux = "connexion" | "direct" | "coupe";

const LISTES_PAR_SOURCE: Record<EvenementDossier["source"], string[]> = {
  dossier: ["dossiers", "stock"],
  deadline: ["echeances"],
  assignment: [],
  notification: ["taches"],
};

/** Fetches anew what is on screen of the dossier, and the lists that the source of the event feeds. */
function invalider(client: QueryClient, evenement: EvenementDossier): void {
  if (evenement.source === "dossier") retenirVersion(evenement.dossier_id, evenement.version);
  void client.invalidateQueries({
    predicate: ({ queryKey, state }) => {
      const [famille, id] = queryKey;
      if (famille !== "dossier") return LISTES_PAR_SOURCE[evenement.source]?.includes(String(famille)) ?? false;
      // A dossier opened by its number is cached under that number.
      return id === evenement.dossier_id || (state.data as Dossier | undefined)?.dossier_id === evenement.dossier_id;
    },
  });
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
      source.addEventListener("dossier", (message: MessageEvent<string>) => {
        invalider(client, JSON.parse(message.data) as EvenementDossier);
      });
      source.addEventListener("resync", () => void toutRelire(client));
    };
    ouvrir();
    return () => {
      clearTimeout(reprise);
      source?.close();
    };
  }, [actif, client]);

  return etat;
}
