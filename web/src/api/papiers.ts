import { queryOptions } from "@tanstack/react-query";
import { api, enTetes, recu } from "./client";
import type { components } from "./schema";

type S = components["schemas"];

/** Papers made from a dossier: templates, what one would hold, the PDF. */
export type ModelePapier = S["PaperTemplate"];
export type ChampPapier = S["PaperField"];
export type SaisiePapier = S["PaperInput"];
export type ValeurInseree = S["InsertedValue"];

export const modelesPapier = queryOptions({
  queryKey: ["papiers", "modeles"],
  queryFn: ({ signal }) => recu(api.GET("/papiers/modeles", { signal })),
  staleTime: 600_000,
});

/** What the paper would hold, and what it misses: asked again as one types. */
export const controlePapier = (dossier_id: string, body: SaisiePapier) =>
  queryOptions({
    queryKey: ["papiers", dossier_id, "controle", body],
    queryFn: ({ signal }) => recu(api.POST("/dossiers/{dossier_id}/papiers/controle", { params: { path: { dossier_id } }, body, signal })),
    retry: false,
    gcTime: 60_000,
  });

export const apercuPapier = (dossier_id: string, body: SaisiePapier) =>
  queryOptions({
    queryKey: ["papiers", dossier_id, "apercu", body],
    queryFn: ({ signal }) =>
      recu(
        api.POST("/dossiers/{dossier_id}/papiers/apercu", {
          params: { path: { dossier_id } },
          headers: { Accept: "application/pdf, application/problem+json" },
          body,
          parseAs: "blob",
          signal,
        }),
      ) as Promise<unknown> as Promise<Blob>,
    retry: false,
    gcTime: 60_000,
  });

export const garderPapier = (dossier_id: string, body: SaisiePapier, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/papiers", { params: { path: { dossier_id }, header: enTetes(cle) }, body }));

/** Addresses of papers that need no form. */
export const adresseFiche = (dossierId: string, echeance: string) => `/api/v1/dossiers/${dossierId}/echeances/${echeance}/fiche`;
export const adresseLettre = (avis: string) => `/api/v1/avis/${avis}/lettre`;
export const adresseCertificat = (demande: string) => `/api/v1/certificats/${demande}/papier`;
