import { queryOptions } from "@tanstack/react-query";
import { api, enTetes, recu } from "./client";
import type { components } from "./schema";

type S = components["schemas"];

/** Papers of the délibéré: read each time they are shown, kept by nothing once they are not. */
export type Papier = S["DeliberationPaper"];
export type LecturePapier = S["DeliberationReading"];
export type AuteurPapier = S["DeliberationAuthor"];
export type CommentairePapier = S["DeliberationComment"];
export type ComparaisonPapiers = S["DeliberationComparison"];
export type SaisiePapier = S["DeliberationInput"];

export type Citation = S["Citation"];
export type CitationVerifiee = S["CheckedCitation"];

const SECRET = { retry: false, gcTime: 0, staleTime: 0 } as const;

export const papiers = (dossier_id: string) =>
  queryOptions({
    queryKey: ["delibere", dossier_id],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/delibere/papiers", { params: { path: { dossier_id } }, signal })),
    ...SECRET,
  });

export const papier = (dossier_id: string, papier_id: string, version?: number) =>
  queryOptions({
    queryKey: ["delibere", dossier_id, papier_id, version ?? 0],
    queryFn: ({ signal }) =>
      recu(
        api.GET("/dossiers/{dossier_id}/delibere/papiers/{papier_id}", {
          params: { path: { dossier_id, papier_id }, query: { version } },
          signal,
        }),
      ),
    // A form is filled from it: it is read again when its reader asks.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    ...SECRET,
  });

/** A version as a PDF, the reader's name across each page; asking for it is a read. */
export const adressePapier = ({ dossier_id, paper_id }: Papier, version: number) =>
  `/api/v1/dossiers/${dossier_id}/delibere/papiers/${paper_id}/imprime?version=${version}`;

interface Cote {
  papier: string;
  version?: number;
}

export const comparaison = (dossier_id: string, de: Cote, a: Cote) =>
  queryOptions({
    queryKey: ["delibere", dossier_id, "comparaison", de, a],
    queryFn: ({ signal }) =>
      recu(
        api.GET("/dossiers/{dossier_id}/delibere/comparaison", {
          params: { path: { dossier_id }, query: { de: de.papier, de_version: de.version, a: a.papier, a_version: a.version } },
          signal,
        }),
      ),
    ...SECRET,
  });

export const ouvrirPapier = (dossier_id: string, body: SaisiePapier, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/delibere/papiers", { params: { path: { dossier_id }, header: enTetes(cle) }, body }));

const sur = (dossier_id: string, papier_id: string, cle: string) => ({ path: { dossier_id, papier_id }, header: enTetes(cle) });

export const enregistrerVersion = (dossier_id: string, id: string, body: S["DeliberationVersionInput"], cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/delibere/papiers/{papier_id}/versions", { params: sur(dossier_id, id, cle), body }));

export const deposerPapier = (dossier_id: string, id: string, version: number, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/delibere/papiers/{papier_id}/depot", { params: sur(dossier_id, id, cle), body: { version } }));

export const direEtatPapier = (dossier_id: string, id: string, body: S["DeliberationStateInput"], cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/delibere/papiers/{papier_id}/etat", { params: sur(dossier_id, id, cle), body }));

export const commenterPapier = (dossier_id: string, id: string, body: S["DeliberationCommentInput"], cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/delibere/papiers/{papier_id}/commentaires", { params: sur(dossier_id, id, cle), body }));

/** What the Court keeps of decisions that are cited: they alone are sent, never the text that bears them. */
export const verifierCitations = (citations: Citation[]) => recu(api.POST("/decisions/citations", { body: { citations } }));
