import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { lire, lireAuMoins, retenirJetonCsrf } from "./client";
import type * as T from "./types";
import { retenirVersion, versionConnue } from "./versions";

export const TAILLE_PAGE = 25;
/** Largest page that the gateway gives. */
const TOUT = 200;

export interface FiltresDossiers {
  q?: string;
  chambre?: string;
  stade?: string;
  rapporteur?: string;
  urgent?: boolean;
  clos?: boolean;
  tri?: "recent" | "number" | "oldest";
  cursor?: string;
}

export const session = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    const ouverte = await lire<T.Session>("/session", {}, signal);
    retenirJetonCsrf(ouverte.csrf_token);
    return ouverte;
  },
  staleTime: 5 * 60_000,
});

export const referentiel = queryOptions({
  queryKey: ["referentiel"],
  queryFn: ({ signal }) => lire<T.Referentiel>("/referentiel", {}, signal),
  staleTime: Infinity,
});

export const dossiers = (filtres: FiltresDossiers) =>
  queryOptions({
    queryKey: ["dossiers", filtres],
    queryFn: ({ signal }) => lire<T.Page<T.LigneDossier>>("/dossiers", { ...filtres, size: TAILLE_PAGE }, signal),
    placeholderData: keepPreviousData,
  });

export const stock = queryOptions({
  queryKey: ["stock"],
  queryFn: ({ signal }) => lire<{ cells: T.CelluleStock[] }>("/stock", {}, signal),
});

/** The case, by id or by its number in any form. */
export const dossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id],
    queryFn: async ({ signal }) => {
      const lu = await lireAuMoins<T.Dossier>(`/dossiers/${encodeURIComponent(id)}`, versionConnue(id), {}, signal);
      retenirVersion(lu.dossier_id, lu.version);
      return lu;
    },
  });

export const actes = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["dossier", id, "actes"],
    queryFn: ({ signal, pageParam }) =>
      lireAuMoins<T.Page<T.Acte>>(`/dossiers/${id}/actes`, versionConnue(id), { cursor: pageParam, size: 50 }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const echeancesDuDossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "echeances"],
    queryFn: ({ signal }) =>
      lireAuMoins<{ items: T.Echeance[]; journal_version: number; derived_for: string }>(
        `/dossiers/${id}/echeances`,
        versionConnue(id),
        {},
        signal,
      ),
  });

export const historiqueEcheance = (id: string, echeance: string) =>
  queryOptions({
    queryKey: ["dossier", id, "echeances", echeance],
    queryFn: ({ signal }) => lire<{ items: T.Echeance[] }>(`/dossiers/${id}/echeances/${echeance}/historique`, {}, signal),
  });

export const tachesDuDossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "taches"],
    queryFn: ({ signal }) => lireAuMoins<T.Page<T.Tache>>(`/dossiers/${id}/taches`, versionConnue(id), { clos: true, size: TOUT }, signal),
  });

export const pieces = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "pieces"],
    queryFn: ({ signal }) => lire<T.Page<T.Piece>>(`/dossiers/${id}/pieces`, {}, signal),
  });

export const propositions = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "designations"],
    queryFn: ({ signal }) => lire<T.Page<T.Proposition>>(`/dossiers/${id}/designations`, {}, signal),
  });

export const taches = queryOptions({
  queryKey: ["taches"],
  queryFn: ({ signal }) => lire<T.Page<T.Tache>>("/taches", { size: TOUT }, signal),
});

export const echeancesProches = (dans: number) =>
  queryOptions({
    queryKey: ["echeances", dans],
    queryFn: ({ signal }) => lire<T.Page<T.Echeance>>("/echeances", { dans, size: TOUT }, signal),
    placeholderData: keepPreviousData,
  });

export const agents = (role: string, chambre?: string | null) =>
  queryOptions({
    queryKey: ["agents", role, chambre ?? ""],
    queryFn: ({ signal }) => lire<T.Page<T.Agent>>("/agents", { role, chambre }, signal),
    staleTime: 60_000,
  });

export const cabinets = (q: string) =>
  queryOptions({
    queryKey: ["cabinets", q],
    queryFn: ({ signal }) => lire<T.Page<T.Cabinet>>("/cabinets", { q }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
