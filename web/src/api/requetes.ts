import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, auMoins, recu, retenirJetonCsrf } from "./client";
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
  queryFn: async ({ signal }): Promise<T.Session> => {
    const ouverte = await recu(api.GET("/session", { signal }));
    retenirJetonCsrf(ouverte.csrf_token);
    return ouverte;
  },
  staleTime: 5 * 60_000,
});

export const referentiel = queryOptions({
  queryKey: ["referentiel"],
  queryFn: async ({ signal }) => (await recu(api.GET("/referentiel", { signal }))) as T.Referentiel,
  staleTime: Infinity,
});

export const dossiers = (filtres: FiltresDossiers) =>
  queryOptions({
    queryKey: ["dossiers", filtres],
    queryFn: ({ signal }) => recu(api.GET("/dossiers", { params: { query: { ...filtres, size: TAILLE_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });

export const stock = queryOptions({
  queryKey: ["stock"],
  queryFn: ({ signal }) => recu(api.GET("/stock", { signal })),
});

/** The case, by id or by its number in any form. */
export const dossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id],
    queryFn: async ({ signal }) => {
      const lire = (min_version?: number) =>
        recu(api.GET("/dossiers/{dossier}", { params: { path: { dossier: id }, query: { min_version } }, signal }));
      const lu = (await auMoins(versionConnue(id), lire)) as T.Dossier;
      retenirVersion(lu.dossier_id, lu.version);
      return lu;
    },
  });

export const actes = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["dossier", id, "actes"],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const path = { dossier_id: id };
      const lire = (min_version?: number) =>
        recu(api.GET("/dossiers/{dossier_id}/actes", { params: { path, query: { cursor, size: 50, min_version } }, signal }));
      return (await auMoins(versionConnue(id), lire)) as T.Page<T.Acte>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const echeancesDuDossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "echeances"],
    queryFn: async ({ signal }) => {
      const lire = (min_version?: number) =>
        recu(api.GET("/dossiers/{dossier_id}/echeances", { params: { path: { dossier_id: id }, query: { min_version } }, signal }));
      return (await auMoins(versionConnue(id), lire)) as T.Echeances;
    },
  });

export const historiqueEcheance = (dossier_id: string, deadline_id: string) =>
  queryOptions({
    queryKey: ["dossier", dossier_id, "echeances", deadline_id],
    queryFn: async ({ signal }) => {
      const params = { path: { dossier_id, deadline_id } };
      const lue = await recu(api.GET("/dossiers/{dossier_id}/echeances/{deadline_id}/historique", { params, signal }));
      return lue as T.Page<T.Echeance>;
    },
  });

export const tachesDuDossier = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "taches"],
    queryFn: async ({ signal }) => {
      const path = { dossier_id: id };
      const lire = (min_version?: number) =>
        recu(
          api.GET("/dossiers/{dossier_id}/taches", { params: { path, query: { clos: true, size: TOUT, min_version } }, signal }),
        );
      return (await auMoins(versionConnue(id), lire)) as T.Page<T.Tache>;
    },
  });

export const pieces = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "pieces"],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/pieces", { params: { path: { dossier_id: id } }, signal })),
  });

export const propositions = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "designations"],
    queryFn: async ({ signal }) => {
      const lues = await recu(api.GET("/dossiers/{dossier_id}/designations", { params: { path: { dossier_id: id } }, signal }));
      return lues as T.Page<T.Proposition>;
    },
  });

export const taches = queryOptions({
  queryKey: ["taches"],
  queryFn: async ({ signal }) =>
    (await recu(api.GET("/taches", { params: { query: { size: TOUT } }, signal }))) as T.Page<T.Tache>,
});

export const echeancesProches = (dans: number) =>
  queryOptions({
    queryKey: ["echeances", dans],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/echeances", { params: { query: { dans, size: TOUT } }, signal }))) as T.Page<T.Echeance>,
    placeholderData: keepPreviousData,
  });

export const agents = (role: string, chambre?: string | null) =>
  queryOptions({
    queryKey: ["agents", role, chambre ?? ""],
    queryFn: ({ signal }) => recu(api.GET("/agents", { params: { query: { role, chambre: chambre ?? undefined } }, signal })),
    staleTime: 60_000,
  });

export const cabinets = (q: string) =>
  queryOptions({
    queryKey: ["cabinets", q],
    queryFn: ({ signal }) => recu(api.GET("/cabinets", { params: { query: { q } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
