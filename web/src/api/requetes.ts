import { type InfiniteData, infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { garderPour } from "../composants/brouillon";
import { api, auMoins, recu, retenirJetonCsrf } from "./client";
import type * as D from "./droit";
import type { LigneSimulee, RegleDetaillee, Regles, ReponseSimulee } from "./regles";
import type * as T from "./types";
import { retenirVersion, versionConnue } from "./versions";

/** Rows of a page of the long lists; what follows is asked for by cursor. */
export const TAILLE_PAGE = 50;
/** Largest page that the gateway gives, for what is counted or chosen among rather than read. */
const TOUT = 200;

/** Rows read so far, and how many there are in all where the gateway knows. */
export interface Lignes<Ligne> {
  items: Ligne[];
  total: number | null;
  pages: number;
}

/** The pages read so far as one list, each row once though the list may have moved between two reads. */
export const reunir =
  <Ligne>(cle: (ligne: Ligne) => string) =>
  ({ pages }: Pick<InfiniteData<T.Page<Ligne>>, "pages">): Lignes<Ligne> => {
    const uniques = new Map<string, Ligne>();
    for (const ligne of pages.flatMap(({ items }) => items)) if (!uniques.has(cle(ligne))) uniques.set(cle(ligne), ligne);
    return { items: [...uniques.values()], total: pages[0]?.total ?? null, pages: pages.length };
  };

const lignesDossiers = reunir<T.LigneDossier>(({ dossier_id }) => dossier_id);
const lignesActes = reunir<T.Acte>(({ act_id }) => act_id);
const lignesTaches = reunir<T.Tache>(({ task_id }) => task_id);
const lignesEcheances = reunir<T.Echeance>(({ deadline_id }) => deadline_id);

/** A list read page after page. */
const parCurseur = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
};

export interface FiltresDossiers {
  q?: string;
  chambre?: string;
  stade?: string;
  rapporteur?: string;
  urgent?: boolean;
  clos?: boolean;
  tri?: "recent" | "number" | "oldest";
}

export const session = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<T.Session> => {
    const ouverte = await recu(api.GET("/session", { signal }));
    retenirJetonCsrf(ouverte.csrf_token);
    garderPour(ouverte.agent.subject);
    return ouverte;
  },
  staleTime: 5 * 60_000,
});

export const referentiel = queryOptions({
  queryKey: ["referentiel"],
  queryFn: async ({ signal }) => (await recu(api.GET("/referentiel", { signal }))) as T.Referentiel,
  staleTime: Infinity,
});

/** The law that the program bears: it changes with the program alone. */
export const regles = queryOptions({
  queryKey: ["regles"],
  queryFn: async ({ signal }) => (await recu(api.GET("/referentiel/regles", { signal }))) as Regles,
  staleTime: Infinity,
});

export const regle = (nom: string) =>
  queryOptions({
    queryKey: ["regles", nom],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/referentiel/regles/{regle}", { params: { path: { regle: nom } }, signal }))) as RegleDetaillee,
    staleTime: Infinity,
  });

/** What is under way is asked for again: dry runs, dossiers derived anew. */
const SUIVI_VERSIONS_MS = 2_000;
const SUIVI_ESSAI_MS = 1_000;

/** Versions of the law: in force, known, tried. */
export const versionsDuDroit = queryOptions({
  queryKey: ["versions-du-droit"],
  queryFn: ({ signal }) => recu(api.GET("/droit/versions", { signal })),
  refetchInterval: ({ state: { data } }) =>
    data && (data.behind > 0 || data.trials.some(({ ended_at }) => !ended_at)) ? SUIVI_VERSIONS_MS : false,
});

/** What changes from a version of the law to another: both are frozen. */
export const differencesDuDroit = (depuis: string, version: string) =>
  queryOptions({
    queryKey: ["differences-du-droit", depuis, version],
    queryFn: async ({ signal }) => {
      const params = { path: { version }, query: { depuis } };
      return (await recu(api.GET("/droit/versions/{version}/differences", { params, signal }))) as T.DifferencesDuDroit;
    },
    staleTime: Infinity,
  });

/** A page of what a dry run moves: one kind, or all. */
export const pageEssai = (essai: string, nature: string | undefined, size: number, apres?: number, signal?: AbortSignal) =>
  recu(api.GET("/droit/essais/{essai}", { params: { path: { essai }, query: { nature, apres, size } }, signal }));

/** Where a dry run is and how many moves of each kind it found, followed to its end. */
export const essaiDuDroit = (essai: string) =>
  queryOptions({
    queryKey: ["essai-du-droit", essai],
    queryFn: ({ signal }) => pageEssai(essai, undefined, 1, undefined, signal),
    refetchInterval: ({ state: { data } }) => (data && !data.trial.ended_at ? SUIVI_ESSAI_MS : false),
  });

/** What a dry run that has ended moves, in the order of dossiers. */
export const mouvements = (essai: string, nature: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["essai-du-droit", essai, "mouvements", nature ?? ""],
    queryFn: ({ signal, pageParam }) => pageEssai(essai, nature, TAILLE_PAGE, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ moves }) => moves),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

/** All that the law knows, to be searched. */
export const droit = queryOptions({
  queryKey: ["droit"],
  queryFn: async ({ signal }) => (await recu(api.GET("/referentiel/droit", { signal }))) as D.Droit,
  staleTime: Infinity,
});

const fiche = <F>(nature: D.Nature, id: string, lire: (signal: AbortSignal) => Promise<unknown>) =>
  queryOptions({ queryKey: ["droit", nature, id], queryFn: async ({ signal }) => (await lire(signal)) as F, staleTime: Infinity });

export const ficheDeProcedure = (code: string) =>
  fiche<D.FicheProcedure>("procedure", code, (signal) =>
    recu(api.GET("/referentiel/procedures/{code}", { params: { path: { code } }, signal })),
  );

export const ficheDAvis = (avis: string) =>
  fiche<D.FicheAvis>("avis", avis, (signal) => recu(api.GET("/referentiel/avis/{avis}", { params: { path: { avis } }, signal })));

export const ficheDeTache = (tache: string) =>
  fiche<D.FicheTache>("tache", tache, (signal) => recu(api.GET("/referentiel/taches/{tache}", { params: { path: { tache } }, signal })));

export const ficheDeControle = (controle: string) =>
  fiche<D.FicheControle>("controle", controle, (signal) =>
    recu(api.GET("/referentiel/controles/{controle}", { params: { path: { controle } }, signal })),
  );

export const ficheDActe = (acte: string) =>
  fiche<D.FicheActe>("acte", acte, (signal) => recu(api.GET("/referentiel/actes/{acte}", { params: { path: { acte } }, signal })));

/** Outages of the way of deposits, the latest first. */
/** Accesses that the reader is told of: to one dossier, or to all; those alone that last or wait. */
export const acces = (dossier: string | undefined, en_cours: boolean) =>
  queryOptions({
    queryKey: ["acces", dossier ?? "", en_cours],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/acces", { params: { query: { dossier, en_cours } }, signal }))) as T.ListeAcces,
  });

export interface FiltresJournal {
  delibere?: boolean;
  dossier?: string;
  personne?: string;
  du?: string;
  au?: string;
  refus?: boolean;
}

/** Who read what. Each read of it is a row of it: it is not asked again by itself. */
export const journalAcces = ({ delibere, ...filtres }: FiltresJournal) =>
  infiniteQueryOptions({
    queryKey: ["journal-acces", Boolean(delibere), filtres],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const params = { query: { ...filtres, cursor, size: TAILLE_PAGE } };
      return delibere ? recu(api.GET("/journal-acces/delibere", { params, signal })) : recu(api.GET("/journal-acces", { params, signal }));
    },
    ...parCurseur,
    select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export const pannes = queryOptions({
  queryKey: ["pannes"],
  queryFn: async ({ signal }) => (await recu(api.GET("/pannes", { signal }))).items as T.Panne[],
});

export const panne = (id: string) =>
  queryOptions({
    queryKey: ["pannes", id],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/pannes/{outage_id}", { params: { path: { outage_id: id } }, signal }))) as T.CertificatDePanne,
  });

const lignesDepots = reunir<T.Depot>(({ deposit_id }) => deposit_id);

/** Deposits of partners in one state, the latest arrival first. */
export const depots = (etat: T.Depot["status"]) =>
  infiniteQueryOptions({
    queryKey: ["depots", etat],
    queryFn: async ({ signal, pageParam: cursor }) =>
      (await recu(api.GET("/depots", { params: { query: { etat, cursor, size: TAILLE_PAGE } }, signal }))) as T.Page<T.Depot>,
    ...parCurseur,
    select: lignesDepots,
    placeholderData: keepPreviousData,
  });

export const depot = (deposit_id: string) =>
  queryOptions({
    queryKey: ["depots", "un", deposit_id],
    queryFn: async ({ signal }) => (await recu(api.GET("/depots/{deposit_id}", { params: { path: { deposit_id } }, signal }))) as T.DepotDetaille,
  });

export interface FiltresAvis {
  etat?: T.PlaceAvis;
  avant?: string;
  chambre?: string;
}

const lignesAvis = reunir<T.AvisDu>(({ notice_id }) => notice_id);

/** Notices that the registry owes, the nearest day first. */
export const avisDus = ({ etat: place, avant, chambre }: FiltresAvis) =>
  infiniteQueryOptions({
    queryKey: ["avis", "dus", place ?? "", avant ?? "", chambre ?? ""],
    queryFn: async ({ signal, pageParam: cursor }) =>
      (await recu(api.GET("/avis", { params: { query: { place, avant, chambre, cursor, size: TAILLE_PAGE } }, signal }))) as T.Page<T.AvisDu>,
    ...parCurseur,
    select: lignesAvis,
    placeholderData: keepPreviousData,
  });

/** Notices of one dossier as the registry keeps them: each has a screen of its own. */
export const avisDuDossier = (dossier: string) =>
  queryOptions({
    queryKey: ["avis", "dossier", dossier],
    queryFn: ({ signal }) => recu(api.GET("/avis", { params: { query: { dossier, size: TOUT } }, signal })),
  });

export const chiffresAvis = queryOptions({
  queryKey: ["avis", "chiffres"],
  queryFn: ({ signal }) => recu(api.GET("/avis/chiffres", { signal })),
});

export const vieAvis = (notice_id: string) =>
  queryOptions({
    queryKey: ["avis", "un", notice_id],
    queryFn: async ({ signal }) => (await recu(api.GET("/avis/{notice_id}", { params: { path: { notice_id } }, signal }))) as T.VieAvis,
  });

export const lotsAvis = queryOptions({
  queryKey: ["avis", "lots"],
  queryFn: async ({ signal }) => (await recu(api.GET("/avis/lots", { signal }))).items as T.LotAvis[],
});

export const lotAvis = (batch_id: string) =>
  queryOptions({
    queryKey: ["avis", "lot", batch_id],
    queryFn: async ({ signal }) => (await recu(api.GET("/avis/lots/{batch_id}", { params: { path: { batch_id } }, signal }))) as T.LotAvis,
  });

export interface FiltresAides {
  q?: string;
  etat?: T.EtatAide;
  du?: string;
  au?: string;
}

const lignesAides = reunir<T.Aide>(({ aid_id }) => aid_id);

/** The register of requests of legal aid, the latest first; those that wait, the oldest first. */
export const aides = (filtres: FiltresAides) =>
  infiniteQueryOptions({
    queryKey: ["aides", "registre", filtres],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { ...filtres, cursor, size: TAILLE_PAGE };
      return (await recu(api.GET("/aides-juridictionnelles", { params: { query }, signal }))) as T.Page<T.Aide>;
    },
    ...parCurseur,
    select: lignesAides,
    placeholderData: keepPreviousData,
  });

export const aide = (aid_id: string) =>
  queryOptions({
    queryKey: ["aides", aid_id],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/aides-juridictionnelles/{aid_id}", { params: { path: { aid_id } }, signal }))) as T.Aide,
  });

/** Requests of the demandeurs of a dossier about the decisions that it attacks. */
export const aidesDuDossier = (dossier_id: string) =>
  queryOptions({
    queryKey: ["aides", "dossier", dossier_id],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/dossiers/{dossier_id}/aides-juridictionnelles", { params: { path: { dossier_id } }, signal }))) as T.AideProposee[],
  });

/** Requests of somebody about a decision, while the pourvoi is being entered. */
export const aidesProposees = (query: { juridiction: string; rendue_le?: string; numero?: string; demandeur: string }) =>
  queryOptions({
    queryKey: ["aides", "proposees", query],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/aides-juridictionnelles/proposees", { params: { query }, signal }))) as T.AideProposee[],
    placeholderData: keepPreviousData,
  });

export interface FiltresCertificats {
  q?: string;
  statut?: T.StatutDemande;
  nature?: T.NatureCertificat;
  qualite?: T.QualiteDemandeur;
  du?: string;
  au?: string;
  lot?: string;
}

const lignesDemandes = reunir<T.Demande>(({ demand_id }) => demand_id);

/** The register of certificates, the latest first; what waits for a decision, the oldest first. */
/** The gate of a dossier before a milestone, asked of every service: kept for the version that was looked at, and not for long. */
export const controle = (dossier_id: string, jalon: string | undefined, version: number) =>
  queryOptions({
    queryKey: ["controle", dossier_id, jalon ?? "", version],
    queryFn: async ({ signal }) => {
      const params = { path: { dossier_id }, query: { jalon } };
      return (await recu(api.GET("/dossiers/{dossier_id}/controle", { params, signal }))) as T.RapportControle;
    },
    staleTime: 10_000,
  });

const lignesControles = reunir<T.RapportControle>(({ dossier_id }) => dossier_id);
/** Each row asks every service: a page is short. */
const TAILLE_CONTROLES = 20;

/** The same over a chamber. */
export const controles = (chambre: string, jalon: string) =>
  infiniteQueryOptions({
    queryKey: ["controles", chambre, jalon],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { chambre, jalon, cursor, size: TAILLE_CONTROLES };
      return (await recu(api.GET("/controles", { params: { query }, signal }))) as T.Page<T.RapportControle>;
    },
    ...parCurseur,
    select: lignesControles,
  });

/** The same over these dossiers, joined to one or of a rôle, in their order and so many at a time. */
export const controlesDe = (dossiers: string[], jalon: string) =>
  infiniteQueryOptions({
    queryKey: ["controles", "dossiers", dossiers, jalon],
    queryFn: async ({ signal, pageParam: de }) => {
      const query = { dossiers: dossiers.slice(de, de + TAILLE_CONTROLES).join(","), jalon, size: TAILLE_CONTROLES };
      return (await recu(api.GET("/controles", { params: { query }, signal }))) as T.Page<T.RapportControle>;
    },
    initialPageParam: 0,
    getNextPageParam: (_, __, de: number) => (de + TAILLE_CONTROLES < dossiers.length ? de + TAILLE_CONTROLES : undefined),
    select: (lues) => {
      const lignes = lignesControles(lues);
      return { ...lignes, items: lignes.items.toSorted((un, autre) => dossiers.indexOf(un.dossier_id) - dossiers.indexOf(autre.dossier_id)) };
    },
    staleTime: 10_000,
  });

export const certificats = (filtres: FiltresCertificats) =>
  infiniteQueryOptions({
    queryKey: ["certificats", "registre", filtres],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { ...filtres, cursor, size: TAILLE_PAGE };
      return (await recu(api.GET("/certificats", { params: { query }, signal }))) as T.Page<T.Demande>;
    },
    ...parCurseur,
    select: lignesDemandes,
    placeholderData: keepPreviousData,
  });

export const demandeDeCertificat = (id: string) =>
  queryOptions({
    queryKey: ["certificats", id],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/certificats/{demand_id}", { params: { path: { demand_id: id } }, signal }))) as T.Demande,
  });

/** The case of the party whose link was opened: asked without a session of the Court. */
export const suivi = queryOptions({
  queryKey: ["suivi"],
  queryFn: async ({ signal }): Promise<T.AffaireSuivie> => recu(api.GET("/suivi", { signal }), true),
  retry: false,
  gcTime: 0,
});

/** Personal links of the parties of a dossier. */
export const liensPersonnels = (dossier_id: string) =>
  queryOptions({
    queryKey: ["dossier", dossier_id, "liens"],
    queryFn: async ({ signal }): Promise<T.LienPersonnel[]> =>
      (await recu(api.GET("/dossiers/{dossier_id}/liens", { params: { path: { dossier_id } }, signal }))).items,
  });

/** What the certificate of a number and a hash says: asked without a session. */
export const verification = (numero: string, empreinte: string) =>
  queryOptions({
    queryKey: ["verification", numero, empreinte],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/certificats/verification", { params: { query: { numero, empreinte } }, signal }))) as T.CertificatDelivre,
    staleTime: Infinity,
    retry: false,
  });

/** What left with the Court's seal under that hash: asked without a session. */
export const papierScelle = (empreinte: string) =>
  queryOptions({
    queryKey: ["papier-scelle", empreinte],
    queryFn: async ({ signal }) => recu(api.GET("/papiers/verification", { params: { query: { empreinte } }, signal })),
    staleTime: Infinity,
    retry: false,
  });

/** What the law answers to one question; nothing is written anywhere. */
export const simulation = (ligne: LigneSimulee) =>
  queryOptions({
    queryKey: ["simulation", ligne],
    queryFn: async ({ signal }) => {
      const { lines } = await recu(api.POST("/simulation", { body: { lines: [JSON.stringify(ligne)] }, signal }));
      return JSON.parse(lines[0] ?? "") as ReponseSimulee;
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

export const dossiers = (filtres: FiltresDossiers) =>
  infiniteQueryOptions({
    queryKey: ["dossiers", filtres],
    queryFn: ({ signal, pageParam: cursor }) =>
      recu(api.GET("/dossiers", { params: { query: { ...filtres, cursor, size: TAILLE_PAGE } }, signal })),
    ...parCurseur,
    select: lignesDossiers,
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
        recu(api.GET("/dossiers/{dossier_id}/actes", { params: { path, query: { cursor, size: TAILLE_PAGE, min_version } }, signal }));
      return (await auMoins(versionConnue(id), lire)) as T.Page<T.Acte>;
    },
    ...parCurseur,
    select: lignesActes,
  });

/** Parties by page, searched by name and role where the case is kept. */
export const parties = (id: string, q: string, role: string) =>
  infiniteQueryOptions({
    queryKey: ["dossier", id, "parties", q, role],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { q: q || undefined, role: role || undefined, cursor, size: TAILLE_PAGE };
      return (await recu(api.GET("/dossiers/{dossier_id}/parties", { params: { path: { dossier_id: id }, query }, signal }))) as T.PageParties;
    },
    ...parCurseur,
    placeholderData: keepPreviousData,
  });

/** Who represented whom on a day; every interval without one. */
export const representations = (id: string, date: string) =>
  queryOptions({
    queryKey: ["dossier", id, "representations", date],
    queryFn: async ({ signal }) => {
      const params = { path: { dossier_id: id }, query: { date: date || undefined } };
      return (await recu(api.GET("/dossiers/{dossier_id}/representations", { params, signal }))).items as T.Representation[];
    },
    placeholderData: keepPreviousData,
  });

/** What the mémoires plead, as it was last noted. */
export const moyens = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "moyens"],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/dossiers/{dossier_id}/moyens", { params: { path: { dossier_id: id } }, signal }))).items as T.Moyens[],
  });

export const inventaire = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "inventaire"],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/dossiers/{dossier_id}/inventaire", { params: { path: { dossier_id: id } }, signal }))) as T.Inventaire,
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

/** Which moment: the case as it was known on a day, as it was on another; today where nothing is said. */
export interface MomentVoulu {
  connu_le?: string;
  jour?: string;
}

/** Another moment of the same case shows the last one while it is read; another case never does. */
const duMemeDossier =
  (id: string) =>
  <Lu>(avant: Lu | undefined, requete: { queryKey: readonly unknown[] } | undefined) =>
    requete?.queryKey[1] === id ? avant : undefined;

export const dossierAuMoment = (id: string, { connu_le, jour }: MomentVoulu) =>
  queryOptions({
    queryKey: ["dossier", id, "moment", connu_le ?? "", jour ?? ""],
    queryFn: async ({ signal }) => {
      const params = { path: { dossier_id: id }, query: { connu_le, jour } };
      return (await recu(api.GET("/dossiers/{dossier_id}/moment", { params, signal }))) as T.DossierAuMoment;
    },
    placeholderData: duMemeDossier(id),
  });

export const difference = (id: string, de: MomentVoulu, a: MomentVoulu) =>
  queryOptions({
    queryKey: ["dossier", id, "difference", de.connu_le ?? "", de.jour ?? "", a.connu_le ?? "", a.jour ?? ""],
    queryFn: async ({ signal }) => {
      const query = { de_connu_le: de.connu_le, de_jour: de.jour, a_connu_le: a.connu_le, a_jour: a.jour };
      const params = { path: { dossier_id: id }, query };
      return (await recu(api.GET("/dossiers/{dossier_id}/moment/difference", { params, signal }))) as T.Difference;
    },
    placeholderData: duMemeDossier(id),
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
  infiniteQueryOptions({
    queryKey: ["dossier", id, "taches"],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const path = { dossier_id: id };
      const lire = (min_version?: number) => {
        const query = { clos: true, cursor, size: TOUT, min_version };
        return recu(api.GET("/dossiers/{dossier_id}/taches", { params: { path, query }, signal }));
      };
      return (await auMoins(versionConnue(id), lire)) as T.Page<T.Tache>;
    },
    ...parCurseur,
    select: lignesTaches,
  });

/** What decisions say of the case, in their own words. */
export const fiches = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "fiches"],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/dossiers/{dossier_id}/fiches", { params: { path: { dossier_id: id } }, signal }))) as T.Page<T.FicheDecision>,
  });

export const pieces = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "pieces"],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/pieces", { params: { path: { dossier_id: id } }, signal })),
  });

/** Minutes that the registry of one's chambers is to make, or to have signed. */
export const minutesDues = queryOptions({
  queryKey: ["minutes"],
  queryFn: ({ signal }) => recu(api.GET("/minutes", { signal })),
});

/** The minute of a decision, with its signatures. */
export const minute = (id: string) =>
  queryOptions({
    queryKey: ["piece", id, "minute"],
    queryFn: ({ signal }) => recu(api.GET("/pieces/{piece_id}/minute", { params: { path: { piece_id: id } }, signal })),
  });

/** A piece, asked again while its checks are under way. */
export const piece = (id: string) =>
  queryOptions({
    queryKey: ["piece", id, "etat"],
    queryFn: ({ signal }) => recu(api.GET("/pieces/{piece_id}", { params: { path: { piece_id: id } }, signal })),
    refetchInterval: ({ state }) => (["recue", "en_controle", undefined].includes(state.data?.control?.state) ? 1_000 : false),
  });

export const propositions = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "designations"],
    queryFn: async ({ signal }) => {
      const lues = await recu(api.GET("/dossiers/{dossier_id}/designations", { params: { path: { dossier_id: id } }, signal }));
      return lues as T.Page<T.Proposition>;
    },
  });

/** What stands between magistrates and a dossier. */
export const empechements = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "empechements"],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/empechements", { params: { path: { dossier_id: id } }, signal })),
  });

/** Chambers that the dossiers of the Court suggest. */
export const orientation = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id, "orientation"],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/orientation", { params: { path: { dossier_id: id } }, signal })),
    // What is learnt changes once a day.
    staleTime: 3_600_000,
  });

/** Sets of rules of orientation: between chambers, and in each. */
export const jeuxDeRegles = queryOptions({
  queryKey: ["orientation"],
  queryFn: ({ signal }) => recu(api.GET("/orientation/regles", { signal })),
});

export const jeuDeRegles = (ressort: string) =>
  queryOptions({
    queryKey: ["orientation", ressort],
    queryFn: ({ signal }) => recu(api.GET("/orientation/regles/{ressort}", { params: { path: { ressort } }, signal })),
  });

/** What a version would have done of past dossiers. */
export const essaiDeRegles = (ressort: string, version: number) =>
  queryOptions({
    queryKey: ["orientation", ressort, "essai", version],
    queryFn: ({ signal }) => recu(api.GET("/orientation/regles/{ressort}/versions/{version}/essai", { params: { path: { ressort, version } }, signal })),
  });

/** Dossiers of a chamber that wait for a designation. */
export const enAttenteDeDistribution = (chambre: string, office: T.Office, remplace?: string) =>
  queryOptions({
    queryKey: ["distributions", "attente", chambre, office, remplace ?? ""],
    queryFn: ({ signal }) => recu(api.GET("/distributions/attente", { params: { query: { chambre, office, remplace } }, signal })),
  });

export const distributions = (chambre: string, office: T.Office) =>
  queryOptions({
    queryKey: ["distributions", "faites", chambre, office],
    queryFn: async ({ signal }) => {
      const lues = await recu(api.GET("/distributions", { params: { query: { chambre, office } }, signal }));
      return lues as T.Page<T.ResumeDistribution>;
    },
  });

export const audiences = (chambre: string, du: string, au: string) =>
  queryOptions({
    queryKey: ["audiences", chambre, du, au],
    queryFn: async ({ signal }) => {
      const lues = await recu(api.GET("/audiences", { params: { query: { chambre, du, au } }, signal }));
      return lues as T.CalendrierDAudiences;
    },
  });

/** Load and forecast of a chamber, with what is supposed of the weeks to come. */
export const charge = (chambre: string, reglages: T.ReglagesDeCharge) =>
  queryOptions({
    queryKey: ["charge", chambre, reglages],
    queryFn: async ({ signal }) => {
      const lue = await recu(api.GET("/charge", { params: { query: { chambre, ...reglages } }, signal }));
      return lue as T.Charge;
    },
  });

/** What waits for the conclusions of the parquet général, and its pace. */
export const chargeDuParquet = queryOptions({
  queryKey: ["charge-du-parquet"],
  queryFn: async ({ signal }) => (await recu(api.GET("/charge/parquet", { signal }))) as T.ChargeDuParquet,
});

/** Between two looks at what waits for a journal. */
const SUIVI_DISTRIBUTION_MS = 2_000;

/** An audience; read again while the journal of one of its dossiers is asked. */
export const audience = (audience_id: string) =>
  queryOptions({
    queryKey: ["audience", audience_id],
    queryFn: async ({ signal }) => {
      const lue = await recu(api.GET("/audiences/{audience_id}", { params: { path: { audience_id } }, signal }));
      return lue as T.Audience;
    },
    refetchInterval: ({ state: { data } }) =>
      data?.entries.some(({ standing }) => standing === "proposee" || standing === "retrait") ? SUIVI_DISTRIBUTION_MS : false,
  });

/** A distribution; read again while one of its designations waits for its journal. */
export const distribution = (distribution_id: string) =>
  queryOptions({
    queryKey: ["distribution", distribution_id],
    queryFn: async ({ signal }) => {
      const lue = await recu(api.GET("/distributions/{distribution_id}", { params: { path: { distribution_id }, query: {} }, signal }));
      return lue as T.Distribution;
    },
    refetchInterval: ({ state: { data } }) => (data?.cards.some(({ status }) => status === "proposee") ? SUIVI_DISTRIBUTION_MS : false),
  });

/** Two distributions of a chamber, side by side; read anew each time the page opens, since either may have changed. */
export const comparaison = (distribution_id: string, autre: string) =>
  queryOptions({
    queryKey: ["distribution", distribution_id, "comparaison", autre],
    queryFn: async ({ signal }) => {
      const params = { path: { distribution_id, autre } };
      return (await recu(api.GET("/distributions/{distribution_id}/comparaison/{autre}", { params, signal }))) as T.Comparaison;
    },
    staleTime: 0,
  });

/** Each person for a card, as the distribution stands at that version. */
export const pourquoi = (distribution_id: string, version: number, dossier_id: string, rang: number) =>
  queryOptions({
    queryKey: ["distribution", distribution_id, "pourquoi", version, dossier_id, rang],
    queryFn: ({ signal }) => {
      const params = { path: { distribution_id, dossier_id, rang } };
      return recu(api.GET("/distributions/{distribution_id}/cartes/{dossier_id}/{rang}", { params, signal }));
    },
  });

/** The chambers of the Court on a day, as they were known on another. */
export const cour = (jour: string, connu_le: string) =>
  queryOptions({
    queryKey: ["cour", jour, connu_le],
    queryFn: async ({ signal }) => (await recu(api.GET("/cour", { params: { query: { jour, connu_le } }, signal }))) as T.Cour,
  });

export const magistrats = (chambre: string, jour: string) =>
  queryOptions({
    queryKey: ["magistrats", chambre, jour],
    queryFn: ({ signal }) => recu(api.GET("/magistrats", { params: { query: { chambre: chambre || undefined, jour } }, signal })),
  });

/** My tasks, the most pressing first; the closed ones make a list of their own. */
export const taches = (vue: "equipe" | "miennes" | "libres" | "differees" | "closes") =>
  infiniteQueryOptions({
    queryKey: ["taches", vue],
    queryFn: async ({ signal, pageParam: cursor }) =>
      (await recu(api.GET("/taches", { params: { query: { ...(vue === "closes" ? { clos: true } : { vue }), cursor, size: TAILLE_PAGE } }, signal }))) as T.Page<T.Tache>,
    ...parCurseur,
    select: lignesTaches,
  });

/** Deadlines that near, the nearest first. */
export const echeancesProches = (dans: number, chambre?: string) =>
  infiniteQueryOptions({
    queryKey: ["echeances", dans, chambre ?? ""],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { dans, chambre, cursor, size: TAILLE_PAGE };
      return (await recu(api.GET("/echeances", { params: { query }, signal }))) as T.Page<T.Echeance>;
    },
    ...parCurseur,
    select: lignesEcheances,
    placeholderData: keepPreviousData,
  });

/** Those who work at the Court: whom one may hand a task to, and the names of those who hold one. */
export const collegues = queryOptions({
  queryKey: ["agents", "", ""],
  queryFn: ({ signal }) => recu(api.GET("/agents", { signal })),
  staleTime: 5 * 60_000,
});

export const absences = queryOptions({
  queryKey: ["absences"],
  queryFn: ({ signal }) => recu(api.GET("/absences", { signal })),
});

export const suivis = queryOptions({
  queryKey: ["suivis"],
  queryFn: ({ signal }) => recu(api.GET("/suivis", { signal })),
});

/** What one chose to be told by e-mail, and one's calendar. */
export const preferences = queryOptions({
  queryKey: ["preferences"],
  queryFn: async ({ signal }) => (await recu(api.GET("/preferences", { signal }))) as T.Preferences,
});

/** Searches that one keeps, by name. */
export const recherches = queryOptions({
  queryKey: ["recherches"],
  queryFn: ({ signal }) => recu(api.GET("/recherches", { signal })),
});

export const agents = (role: string, chambre?: string | null) =>
  queryOptions({
    queryKey: ["agents", role, chambre ?? ""],
    queryFn: ({ signal }) => recu(api.GET("/agents", { params: { query: { role, chambre: chambre ?? undefined } }, signal })),
    staleTime: 60_000,
  });

/** What the courts' base knows of a decision: asked when somebody asks, and not again by itself. */
export const decisionsDesJuridictions = (juridiction: string, jour: string, numero: string) =>
  queryOptions({
    queryKey: ["juridictions", juridiction, jour, numero],
    queryFn: ({ signal }) =>
      recu(
        api.GET("/juridictions/decisions", {
          params: { query: { juridiction, jour: jour || undefined, numero: numero || undefined } },
          signal,
        }),
      ),
    retry: false,
    staleTime: 60_000,
  });

export const cabinets = (q: string) =>
  queryOptions({
    queryKey: ["cabinets", q],
    queryFn: ({ signal }) => recu(api.GET("/cabinets", { params: { query: { q } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export interface FiltresRecherche {
  q?: string;
  genre?: "dossier" | "partie" | "decision" | "moyens" | "piece";
  chambre?: string;
  /** ISO days, included. */
  du?: string;
  au?: string;
}

/** What answers some words, best first; counts are those of the first page. */
export const recherche = ({ q, genre, chambre, du, au }: FiltresRecherche & { q: string }) =>
  infiniteQueryOptions({
    queryKey: ["recherche", q, genre ?? "", chambre ?? "", du ?? "", au ?? ""],
    queryFn: ({ signal, pageParam: cursor }) => recu(api.GET("/recherche", { params: { query: { q, genre, chambre, du, au, cursor } }, signal })),
    ...parCurseur,
    select: ({ pages }) => {
      const [premiere] = pages;
      const lignes = reunir<T.Trouvaille>((une) => `${une.genre}-${une.reference}`)({ pages });
      return {
        ...lignes,
        facets: premiere?.facets ?? [],
        missing: premiere?.missing ?? [],
        more: premiere?.more ?? false,
        behind: premiere?.behind ?? false,
      };
    },
    placeholderData: keepPreviousData,
  });

/** Affairs like a dossier, with why. */
export const affairesProches = (dossier_id: string) =>
  queryOptions({
    queryKey: ["dossier", dossier_id, "proches"],
    queryFn: ({ signal }) => recu(api.GET("/dossiers/{dossier_id}/affaires-proches", { params: { path: { dossier_id } }, signal })),
    staleTime: 60_000,
  });

const lignesJonctions = reunir<T.JonctionPossible>(({ head_id }) => head_id);

/** Open dossiers of a chamber that could be joined, with why; what is said of the whole is that of the first page. */
export const jonctionsPossibles = (chambre: string) =>
  infiniteQueryOptions({
    queryKey: ["jonctions", chambre],
    queryFn: ({ signal, pageParam: cursor }) => recu(api.GET("/jonctions-possibles", { params: { query: { chambre, cursor } }, signal })),
    ...parCurseur,
    select: ({ pages }) => ({ ...lignesJonctions({ pages }), more: pages[0]?.more ?? false }),
    staleTime: 60_000,
  });

export interface FiltresDecisions {
  q?: string;
  chambre?: string;
  solution?: string;
  nature?: "arret" | "ordonnance" | "avis";
  diffusion?: T.Diffusion;
  du?: string;
  au?: string;
  /** Those that the public is owed and has not got, by their term. */
  dues?: true;
}

const lignesDecisions = reunir<T.LigneDecision>(({ act_id }) => act_id);

/** The register of decisions, the latest first. */
export const decisions = (filtres: FiltresDecisions) =>
  infiniteQueryOptions({
    queryKey: ["decisions", filtres],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { ...filtres, cursor, size: TAILLE_PAGE };
      return (await recu(api.GET("/decisions", { params: { query }, signal }))) as T.Page<T.LigneDecision>;
    },
    ...parCurseur,
    select: lignesDecisions,
    placeholderData: keepPreviousData,
  });

/** The decisions of a dossier, with what they say. */
export const decisionsDuDossier = (dossier_id: string) =>
  queryOptions({
    queryKey: ["dossier", dossier_id, "decisions"],
    queryFn: async ({ signal }) =>
      (await recu(api.GET("/dossiers/{dossier_id}/decisions", { params: { path: { dossier_id } }, signal }))) as T.DecisionsLues,
  });

/** The version of a decision that would go to the public; nothing is recorded. */
export const versionPublique = (act_id: string, added: T.Passage[], kept: T.Passage[]) =>
  queryOptions({
    queryKey: ["version-publique", act_id, added, kept],
    queryFn: async ({ signal }) => {
      const body = { added, kept };
      return (await recu(api.POST("/decisions/{act_id}/version", { params: { path: { act_id } }, body, signal }))) as T.VersionPublique;
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
