import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { api, depot, enTetes, envoiDeMinute, recu } from "./client";
import { enErreurApi, type ErreurApi, lireProbleme } from "./probleme";
import type { components } from "./schema";
import { signalerSessionExpiree } from "./session";
import type * as T from "./types";
import { retenirVersion } from "./versions";

interface Commande<Entree, Sortie> {
  envoyer: (entree: Entree) => Promise<Sortie | undefined>;
  enCours: boolean;
  erreur: ErreurApi | undefined;
  oublierErreur: () => void;
}

/**
 * A command with the key of its intent. A second click while the first is under way sends nothing; a
 * try after silence bears the same key, so that the gateway records it once; a try after a refusal
 * is another intent and gets another key.
 */
export function useCommande<Entree, Sortie>(
  executer: (entree: Entree, cle: string) => Promise<Sortie>,
  apres?: (sortie: Sortie, entree: Entree) => void,
): Commande<Entree, Sortie> {
  const cle = useRef<string>(undefined);
  const occupe = useRef(false);
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<ErreurApi>();

  const lancer = async (entree: Entree) => {
    if (occupe.current) return undefined;
    occupe.current = true;
    setEnCours(true);
    setErreur(undefined);
    cle.current ??= crypto.randomUUID();
    try {
      const sortie = await executer(entree, cle.current);
      cle.current = undefined;
      apres?.(sortie, entree);
      return sortie;
    } catch (cause) {
      const lue = enErreurApi(cause);
      if (lue.estRefus && lue.statut !== 401) cle.current = undefined;
      setErreur(lue);
      return undefined;
    } finally {
      occupe.current = false;
      setEnCours(false);
    }
  };
  return { envoyer: lancer, enCours, erreur, oublierErreur: () => setErreur(undefined) };
}

/** Marks as stale all that is shown of a dossier, and the lists it may stand in. */
export function useRafraichir(): (dossierId: string, version?: number) => void {
  const client = useQueryClient();
  return useCallback(
    (dossierId, version) => {
      retenirVersion(dossierId, version);
      for (const cle of [["dossier"], ["dossiers"], ["stock"], ["taches"], ["echeances"]]) {
        void client.invalidateQueries({ queryKey: cle });
      }
    },
    [client],
  );
}

export const ouvrirDossier = (body: T.Ouverture, cle: string) =>
  recu(api.POST("/dossiers", { params: { header: enTetes(cle) }, body }));

type CorpsActe = components["schemas"]["ActInput"];

/** `commun`: entered by reference in each dossier joined to this one, which is their head. */
export async function enregistrerActe(dossier_id: string, version: number, acte: T.SaisieActe, cle: string, commun = false) {
  const params = { path: { dossier_id }, header: enTetes(cle, version), query: { commun } };
  const enregistre = await recu(api.POST("/dossiers/{dossier_id}/actes", { params, body: acte as CorpsActe }));
  return enregistre as T.ActeEnregistre;
}

/** Says what an act would change; records nothing. */
export async function peserActe(dossier_id: string, acte: T.SaisieActe, commun = false) {
  const params = { path: { dossier_id }, query: { commun } };
  const pesee = await recu(api.POST("/dossiers/{dossier_id}/actes/consequences", { params, body: acte as CorpsActe }));
  return pesee as T.Consequences;
}

/** Says, dossier by dossier, what a joinder would do; records nothing. */
export async function peserJonction(dossier_id: string, dossiers: string[]) {
  const params = { path: { dossier_id } };
  return (await recu(api.POST("/dossiers/{dossier_id}/jonction/consequences", { params, body: { dossiers } }))) as T.EffetsJonction;
}

/** Says what a change of the case would change; records nothing. */
export async function peserModification(dossier_id: string, body: T.SaisieModification) {
  const params = { path: { dossier_id } };
  return (await recu(api.POST("/dossiers/{dossier_id}/modifications/consequences", { params, body }))) as T.Consequences;
}

export async function modifierDossier(dossier_id: string, version: number, body: T.SaisieModification, cle: string) {
  const params = surGroupe(dossier_id, version, cle);
  return (await recu(api.POST("/dossiers/{dossier_id}/modifications", { params, body }))) as T.Modifie;
}

const surGroupe = (dossier_id: string, version: number, cle: string) => ({ path: { dossier_id }, header: enTetes(cle, version) });

export async function joindre(dossier_id: string, version: number, body: T.SaisieJonction, cle: string) {
  return (await recu(api.POST("/dossiers/{dossier_id}/jonction", { params: surGroupe(dossier_id, version, cle), body }))) as T.Jointure;
}

export async function disjoindre(dossier_id: string, version: number, body: T.SaisieJonction, cle: string) {
  return (await recu(api.POST("/dossiers/{dossier_id}/disjonction", { params: surGroupe(dossier_id, version, cle), body }))) as T.Jointure;
}

export const agirSurTaches = async (body: T.SaisieGeste, cle: string) =>
  (await recu(api.POST("/taches/gestes", { params: { header: enTetes(cle) }, body }))) as T.GesteFait;

export const controlerDeNouveau = (piece_id: string, cle: string) =>
  recu(api.POST("/pieces/{piece_id}/controle", { params: { path: { piece_id }, header: enTetes(cle) } }));

export const declarerAbsence = (body: T.SaisieAbsence, cle: string) =>
  recu(api.POST("/absences", { params: { header: enTetes(cle) }, body }));

export const retirerAbsence = (absence_id: string, cle: string) =>
  recu(api.POST("/absences/{absence_id}/retrait", { params: { path: { absence_id }, header: enTetes(cle) } }));

export const suivre = (body: T.SaisieSuivi, cle: string) => recu(api.POST("/suivis", { params: { header: enTetes(cle) }, body }));

export const lireSuivi = (follow_id: string, cle: string) =>
  recu(api.POST("/suivis/{follow_id}/lecture", { params: { path: { follow_id }, header: enTetes(cle) } }));

export const finirSuivi = (follow_id: string, cle: string) =>
  recu(api.POST("/suivis/{follow_id}/fin", { params: { path: { follow_id }, header: enTetes(cle) } }));

export const choisirBulletin = (body: T.SaisieBulletin, cle: string) =>
  recu(api.POST("/preferences/bulletin", { params: { header: enTetes(cle) }, body }));

export const ouvrirAgenda = (cle: string) => recu(api.POST("/preferences/agenda", { params: { header: enTetes(cle) } }));

export const fermerAgenda = (cle: string) => recu(api.POST("/preferences/agenda/fermeture", { params: { header: enTetes(cle) } }));

export const garderRecherche = (body: T.SaisieRecherche, cle: string) =>
  recu(api.POST("/recherches", { params: { header: enTetes(cle) }, body }));

export const oublierRecherche = (search_id: string, cle: string) =>
  recu(api.POST("/recherches/{search_id}/oubli", { params: { path: { search_id }, header: enTetes(cle) } }));

export const prendreTache = (task_id: string, release: boolean, cle: string) =>
  recu(api.POST("/taches/{task_id}/prise", { params: { path: { task_id }, header: enTetes(cle) }, body: { release } }));

export const proposerDesignation = (dossier_id: string, min_version: number, body: T.SaisieDesignation, cle: string) => {
  const params = { path: { dossier_id }, query: { min_version }, header: enTetes(cle) };
  return recu(api.POST("/dossiers/{dossier_id}/designations", { params, body }));
};

/** Declares an impediment, or withdraws the one that it names. */
export const direEmpechement = (dossier_id: string, body: T.SaisieEmpechement, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/empechements", { params: { path: { dossier_id }, header: enTetes(cle) }, body }));

export async function prevoirAudience(body: components["schemas"]["AudienceInput"], cle: string) {
  return (await recu(api.POST("/audiences", { params: { header: enTetes(cle) }, body }))) as T.Audience;
}

/** The days of a recurrence: a read, asked by a button. */
export const essayerRecurrence = (body: T.SaisieRecurrence) => recu(api.POST("/audiences/recurrences/essai", { body }));

export const prevoirRecurrence = (body: T.SaisieRecurrence, cle: string) =>
  recu(api.POST("/audiences/recurrences", { params: { header: enTetes(cle) }, body }));

/** What an act of an audience would lead to: a read, asked by a button. */
export async function essayerChangement(audience_id: string, body: T.SaisieChangement) {
  const params = { path: { audience_id } };
  return (await recu(api.POST("/audiences/{audience_id}/actes/essai", { params, body }))) as T.EssaiDeChangement;
}

export async function changerAudience(audience_id: string, body: T.SaisieChangement, cle: string) {
  const params = { path: { audience_id }, header: enTetes(cle) };
  return (await recu(api.POST("/audiences/{audience_id}/actes", { params, body }))) as T.Audience;
}

/** Which dossiers would go to which audiences: a read, asked by a button. */
export const proposerRoles = (body: components["schemas"]["RoleProposalInput"]) => recu(api.POST("/audiences/roles/proposition", { body }));

export async function ouvrirDistribution(body: components["schemas"]["DistributionInput"], cle: string) {
  return (await recu(api.POST("/distributions", { params: { header: enTetes(cle) }, body }))) as T.Distribution;
}

export async function deplacerCarte(distribution_id: string, body: components["schemas"]["CardMoveInput"], cle: string) {
  const params = { path: { distribution_id }, header: enTetes(cle) };
  return (await recu(api.POST("/distributions/{distribution_id}/deplacements", { params, body }))) as T.Distribution;
}

export async function deciderDistribution(distribution_id: string, body: components["schemas"]["DistributionSettleInput"], cle: string) {
  const params = { path: { distribution_id }, header: enTetes(cle) };
  return (await recu(api.POST("/distributions/{distribution_id}/decision", { params, body }))) as T.Distribution;
}

/** Works a proposal out again from what is kept: a read, asked by a button. */
export const rejouerDistribution = (distribution_id: string) =>
  recu(api.GET("/distributions/{distribution_id}", { params: { path: { distribution_id }, query: { rejeu: true } } }));

export const inscrireMagistrat = (body: T.SaisieMagistrat, cle: string) =>
  recu(api.POST("/magistrats", { params: { header: enTetes(cle) }, body }));

export const inscrireActeSurLaCour = (body: T.SaisieActeSurLaCour, cle: string) =>
  recu(api.POST("/cour/actes", { params: { header: enTetes(cle) }, body }));

export const inscrireAbsence = (body: components["schemas"]["MagistrateAbsenceInput"], cle: string) =>
  recu(api.POST("/magistrats/absences", { params: { header: enTetes(cle) }, body }));

export const demanderPassage = (dossier_id: string, body: { jalon: string; motif: string; commun: boolean }, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/passages", { params: { path: { dossier_id }, header: enTetes(cle) }, body }));

export const demanderAcces = async ({ dossier_id, body }: { dossier_id: string; body: components["schemas"]["AccessInput"] }, cle: string) =>
  (await recu(api.POST("/dossiers/{dossier_id}/acces", { params: { path: { dossier_id }, header: enTetes(cle) }, body }))) as T.Acces;

export const statuerSurAcces = async (
  { access_id, body }: { access_id: string; body: components["schemas"]["AccessStepInput"] },
  cle: string,
) => (await recu(api.POST("/acces/{access_id}/etapes", { params: { path: { access_id }, header: enTetes(cle) }, body }))) as T.Acces;

export const confirmerPassage = (passage_id: string, cle: string) =>
  recu(api.POST("/passages/{passage_id}/confirmation", { params: { path: { passage_id }, header: enTetes(cle) } }));

export const inscrireAide = (body: T.FaitsAide, cle: string) =>
  recu(api.POST("/aides-juridictionnelles", { params: { header: enTetes(cle) }, body }));

export const modifierAide = (aid_id: string, version: number, body: components["schemas"]["AidAmendment"], cle: string) =>
  recu(api.POST("/aides-juridictionnelles/{aid_id}/versions", { params: { path: { aid_id }, header: enTetes(cle, version) }, body }));

/** What is known of the request enters the journal of the dossier, for the party that asked. */
export const rattacherAide = (aid_id: string, version: number, body: components["schemas"]["AidLink"], cle: string) =>
  recu(api.POST("/aides-juridictionnelles/{aid_id}/rattachement", { params: { path: { aid_id }, header: enTetes(cle, version) }, body }));

export const demanderCertificat = async (body: T.SaisieDemande, cle: string) =>
  (await recu(api.POST("/certificats", { params: { header: enTetes(cle) }, body }))) as T.ReponseDemande;

export async function demanderLot(body: T.SaisieLot, cle: string) {
  const lot = await recu(api.POST("/certificats/lots", { params: { header: enTetes(cle) }, body }));
  return { batch_id: lot.batch_id, answers: lot.answers as T.ReponseDemande[] };
}

export async function deciderDemande(demand_id: string, version: number, body: T.SaisieDecisionDemande, cle: string) {
  const params = { path: { demand_id }, header: enTetes(cle, version) };
  return (await recu(api.POST("/certificats/{demand_id}/decision", { params, body }))) as T.ReponseDemande;
}

/** Releases to the public the version that was read. */
export const mettreADisposition = (act_id: string, version: number, body: components["schemas"]["ReleaseInput"], cle: string) =>
  recu(api.POST("/decisions/{act_id}/mise-a-disposition", { params: { path: { act_id }, header: enTetes(cle, version) }, body }));

export const retirerDuPublic = (act_id: string, version: number, body: components["schemas"]["WithdrawInput"], cle: string) =>
  recu(api.POST("/mises-a-disposition/{act_id}/retrait", { params: { path: { act_id }, header: enTetes(cle, version) }, body }));

export const creerCabinet = (name: string, cle: string) =>
  recu(api.POST("/cabinets", { params: { header: enTetes(cle) }, body: { name } }));

const surDepot = (deposit_id: string, cle: string) => ({ path: { deposit_id }, header: enTetes(cle) });

type CorpsReparation = components["schemas"]["RepairInput"];

export async function reparerDepot(id: string, saisie: T.ReparationDepot, cle: string) {
  const body = saisie as CorpsReparation;
  return (await recu(api.POST("/depots/{deposit_id}/reparation", { params: surDepot(id, cle), body }))) as T.Depot;
}

export async function rattacherDepot(id: string, body: T.RattachementDepot, cle: string) {
  return (await recu(api.POST("/depots/{deposit_id}/rattachement", { params: surDepot(id, cle), body }))) as T.Depot;
}

export async function refuserDepot(id: string, motif: string, cle: string) {
  return (await recu(api.POST("/depots/{deposit_id}/refus", { params: surDepot(id, cle), body: { motif } }))) as T.Depot;
}

export async function avancerAvis(notice_id: string, body: T.EtapeAvis, cle: string) {
  return (await recu(api.POST("/avis/{notice_id}/etapes", { params: { path: { notice_id }, header: enTetes(cle) }, body }))) as T.VieAvis;
}

export async function ouvrirLotAvis(body: components["schemas"]["NoticeBatchInput"], cle: string) {
  return (await recu(api.POST("/avis/lots", { params: { header: enTetes(cle) }, body }))) as T.LotAvis;
}

export async function remettreLotAvis(batch_id: string, cle: string) {
  return (await recu(api.POST("/avis/lots/{batch_id}/remise", { params: { path: { batch_id }, header: enTetes(cle) } }))) as T.LotAvis;
}

export const essayerLeDroit = (version: string, cle: string) =>
  recu(api.POST("/droit/essais", { params: { header: enTetes(cle) }, body: { version } }));

export const mettreEnVigueur = (body: components["schemas"]["LawInForceInput"], cle: string) =>
  recu(api.POST("/droit/en-vigueur", { params: { header: enTetes(cle) }, body }));

export const ecrireRegles = (ressort: string, version: number, body: T.SaisieRegles, cle: string) =>
  recu(api.POST("/orientation/regles/{ressort}/versions", { params: { path: { ressort }, header: enTetes(cle, version) }, body }));

export const mettreReglesEnVigueur = (ressort: string, body: components["schemas"]["OrientationInForceInput"], cle: string) =>
  recu(api.POST("/orientation/regles/{ressort}/en-vigueur", { params: { path: { ressort }, header: enTetes(cle) }, body }));

export const ouvrirSuivi = (body: { lien: string; code: string }) => recu(api.POST("/suivi/ouverture", { body }), true);
export const fermerSuivi = () => recu(api.POST("/suivi/fermeture"), true);

/** A party remits its mémoire itself. */
export const remettreMemoire = (fichier: File, cle: string) =>
  recu(
    api.POST("/suivi/memoires", {
      params: { query: { nom: fichier.name }, header: enTetes(cle) },
      body: fichier as unknown as number[],
      bodySerializer: (octets) => octets as unknown as File,
      headers: { "Content-Type": fichier.type || "application/octet-stream" },
    }),
    true,
  );

export const delivrerLien = (dossier_id: string, body: T.SaisieLien, cle: string) =>
  recu(api.POST("/dossiers/{dossier_id}/liens", { params: { path: { dossier_id }, header: enTetes(cle) }, body }));
export const revoquerLien = (link_id: string, motif: string, cle: string) =>
  recu(api.POST("/liens/{link_id}/revocation", { params: { path: { link_id }, header: enTetes(cle) }, body: { motif } }));

/** Sends a minute that was signed elsewhere. */
export async function signerMinute(piece_id: string, comme: { qualite: string; empechement?: string }, fichier: File, cle: string): Promise<T.Minute> {
  const { adresse, enTetes: portes } = envoiDeMinute(piece_id, comme.qualite, comme.empechement, cle);
  const reponse = await fetch(adresse, { method: "POST", headers: { ...portes, "Content-Type": "application/pdf" }, body: fichier });
  if (reponse.status === 401) signalerSessionExpiree();
  if (!reponse.ok) throw await lireProbleme(reponse);
  return (await reponse.json()) as T.Minute;
}

export const constaterSignatures = (piece_id: string, body: T.SaisieSignatures, cle: string) =>
  recu(api.POST("/pieces/{piece_id}/minute/main", { params: { path: { piece_id }, header: enTetes(cle) }, body }));

/** Sends a file; `avance` hears the share sent, from 0 to 1. `fetch` cannot tell it, XMLHttpRequest can. */
export function deposerPiece(
  fichier: File,
  nature: string,
  cle: string,
  avance: (part: number) => void,
): Promise<T.Piece> {
  return new Promise((resoudre, rejeter) => {
    const requete = new XMLHttpRequest();
    const { adresse, enTetes: portes } = depot(fichier.name, nature, cle);
    requete.open("POST", adresse);
    requete.setRequestHeader("Content-Type", fichier.type || "application/octet-stream");
    for (const [nom, valeur] of Object.entries(portes)) requete.setRequestHeader(nom, valeur);
    requete.upload.onprogress = (etape) => etape.lengthComputable && avance(etape.loaded / etape.total);
    requete.onerror = () => rejeter(enErreurApi(undefined));
    requete.onload = () => {
      const type = requete.getResponseHeader("content-type") ?? "";
      const reponse = new Response(requete.responseText, { status: requete.status, headers: { "content-type": type } });
      if (requete.status === 401) signalerSessionExpiree();
      if (reponse.ok) reponse.json().then((piece) => resoudre(piece as T.Piece), rejeter);
      else void lireProbleme(reponse).then(rejeter);
    };
    requete.send(fichier);
  });
}
