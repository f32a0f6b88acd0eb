/**
 * A gateway in memory, to look at the screens and check their accessibility without the services. It
 * serves the built app under the security policy of the real gateway. Only the tests use it.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type * as T from "../../src/api/types";
import { aujourdhui } from "../../src/composants/formats";
import * as acces from "./acces";
import * as aides from "./aides";
import { chargeDuParquet, laCour } from "./cour";
import * as decisions from "./decisions";
import * as delibere from "./delibere";
import * as donnees from "./donnees";
import { DROIT, FICHES } from "./droit";
import { LISTE, REGLES, simuler } from "./regles";
import * as composition from "./composition";
import * as audiences from "./audiences";
import { charge } from "./charge";
import * as distribution from "./distribution";
import * as groupes from "./groupes";
import * as papiers from "./papiers";
import type { SaisiePapier } from "../../src/api/papiers";
import * as regles from "./regles-orientation";
import * as suivi from "./suivi";
import * as versions from "./versions";

export const POLITIQUE =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

export type Reponse = { statut?: number; corps: unknown; type?: string };
type Traitement = (chemin: RegExpMatchArray, corps: Record<string, unknown>, url: URL) => Reponse;

const page = (items: unknown[]): Reponse => ({ corps: { items, next_cursor: null, total: items.length } });
/** A page by cursor, as the gateway gives it: the count is told where the real service tells it. */
const tranche = (items: unknown[], url: URL, total: number | null = null): Reponse => {
  const depart = Number(url.searchParams.get("cursor") ?? 0);
  const fin = depart + Number(url.searchParams.get("size") ?? items.length);
  return { corps: { items: items.slice(depart, fin), next_cursor: fin < items.length ? String(fin) : null, total } };
};
export const probleme = (statut: number, code: string, title: string, detail: string, reste: object = {}): Reponse => ({
  statut,
  type: "application/problem+json",
  corps: { type: `/aide/erreurs/${code}`, title, status: statut, detail, code, ...reste },
});
const connu = (id: string) => id === donnees.dossier.dossier_id || id.replace(/\D/g, "") === "2610001";

/** A moment filled in as the dossier service does it; its refusals name the field. */
function lireMoment(champ: string, connu: string | null, jour: string | null): T.Moment | Reponse {
  for (const [nom, valeur] of [["known_on", connu], ["as_of", jour]] as const) {
    const refuser = (code: string, titre: string, message: string) =>
      probleme(422, code, titre, message, { errors: [{ field: `${champ}.${nom}`, code, message }] });
    if (valeur && !/^\d{4}-\d{2}-\d{2}$/.test(valeur)) return refuser("DOS-008", "Date illisible", `«\u00a0${valeur}\u00a0» ne se lit pas comme une date.`);
    if (valeur && valeur > aujourdhui()) return refuser("DOS-014", "Jour à venir", `Le ${valeur} est à venir.`);
  }
  const known_on = connu || aujourdhui();
  return { known_on, as_of: jour || known_on };
}

function lignesFiltrees({ searchParams }: URL): T.LigneDossier[] {
  if (searchParams.get("q") === "introuvable") return [];
  return donnees.lignes.filter(({ urgent }) => !searchParams.get("urgent") || urgent);
}

const ROUTES: [string, RegExp, Traitement][] = [
  ["GET", /^\/session$/, () => ({ corps: donnees.session })],
  ["GET", /^\/referentiel$/, () => ({ corps: donnees.referentiel })],
  [
    "GET",
    /^\/recherche$/,
    (_, __, url) => {
      const genre = url.searchParams.get("genre");
      const [du, au] = [url.searchParams.get("du") ?? "", url.searchParams.get("au") ?? "9999"];
      const trouvees =
        url.searchParams.get("q") === "introuvable" ? [] : donnees.trouvailles.filter(({ day }) => day && du <= day && day <= au);
      const items = trouvees.filter((une) => !genre || une.genre === genre);
      const facets = ["dossier", "partie", "decision", "piece"]
        .map((value) => ({ name: "genre", value, count: trouvees.filter((une) => une.genre === value).length }))
        .filter(({ count }) => count > 0);
      const depart = Number(url.searchParams.get("cursor") ?? 0);
      const fin = depart + 3;
      const next_cursor = fin < items.length ? String(fin) : null;
      return { corps: { items: items.slice(depart, fin), next_cursor, total: items.length, more: false, behind: false, missing: [], facets } };
    },
  ],
  ["GET", /^\/dossiers\/[^/]+\/affaires-proches$/, () => page(donnees.proches)],
  ["GET", /^\/jonctions-possibles$/, () => ({ corps: { items: donnees.jonctions, next_cursor: null, total: donnees.jonctions.length, more: false } })],
  ["GET", /^\/acces$/, () => ({ corps: { items: acces.accesses, may_ask: ["demande"] } })],
  ["POST", /^\/dossiers\/[^/]+\/acces$/, () => ({ statut: 201, corps: acces.accesses[1] })],
  ["POST", /^\/acces\/[^/]+\/etapes$/, () => ({ corps: acces.accorde })],
  ["GET", /^\/journal-acces(\/delibere)?$/, () => page(acces.lignes)],
  ["GET", /^\/pannes$/, () => page([donnees.certificat.outage])],
  [
    "GET",
    /^\/pannes\/([^/]+)$/,
    ([, id]) =>
      id === donnees.PANNE
        ? { corps: donnees.certificat }
        : probleme(404, "PAN-001", "Panne inconnue", "Aucune panne ne porte cet identifiant. Revenez à la liste des pannes."),
  ],
  ["GET", /^\/avis$/, (_, __, url) => tranche(donnees.avisDus.filter(({ place }) => !url.searchParams.get("place") || place === url.searchParams.get("place")), url)],
  ["GET", /^\/avis\/chiffres$/, () => ({ corps: donnees.chiffresAvis })],
  ["GET", /^\/avis\/lots$/, () => page([{ ...donnees.lotAvis, lines: [] }])],
  ["GET", /^\/avis\/lots\/([^/]+)$/, ([, id]) =>
    id === donnees.lotAvis.batch_id
      ? { corps: donnees.lotAvis }
      : probleme(404, "AVI-009", "Lot introuvable", "Ce lot n’existe pas, ou ne vous est pas accessible. Revenez à la liste des avis.")],
  ["POST", /^\/avis\/lots$/, () => ({ statut: 201, corps: donnees.lotAvis })],
  ["POST", /^\/avis\/lots\/[^/]+\/remise$/, () => ({ corps: { ...donnees.lotAvis, gone: 1 } })],
  ["GET", /^\/avis\/([^/]+)$/, ([, id]) => {
    const vie = donnees.viesAvis.find(({ notice }) => notice.notice_id === id);
    return vie ? { corps: vie } : probleme(404, "AVI-002", "Avis introuvable", "Cet avis n’existe pas, ou ne vous est pas accessible. Rechargez la liste.");
  }],
  ["POST", /^\/avis\/([^/]+)\/etapes$/, ([, id], { step }) =>
    step === "remettre"
      ? probleme(409, "AVI-001", "Mention obligatoire manquante", "Une mention obligatoire manque\u00a0: copie de la déclaration. L’avis ne peut pas partir sans elle.")
      : { corps: donnees.viesAvis.find(({ notice }) => notice.notice_id === id) }],
  ["GET", /^\/charge$/, (_, __, url) => {
    const message = "Chaque audience ajoutée, une par semaine, se tient dans une semaine de la période, de 1 à 13. Corrigez cette valeur.";
    return Number(url.searchParams.get("audiences_des") ?? 0) > 13
      ? probleme(422, "CHG-001", "Réglage de prévision refusé", message, { errors: [{ field: "audiences_from", code: "CHG-001", message }] })
      : { corps: charge(url) };
  }],
  ["GET", /^\/audiences$/, () => ({ corps: audiences.calendrier() })],
  ["POST", /^\/audiences$/, () => ({ statut: 201, corps: audiences.projet() })],
  ["POST", /^\/audiences\/recurrences\/essai$/, () => page(audiences.jours)],
  ["POST", /^\/audiences\/recurrences$/, () => ({ ...page(audiences.jours.map((jour) => ({ ...jour, audience_id: jour.skipped ? null : audiences.PROJET }))), statut: 201 })],
  ["POST", /^\/audiences\/roles\/proposition$/, () => ({ corps: audiences.proposition })],
  ["GET", /^\/roles$/, (_, __, url) => ({ corps: audiences.roles(url.searchParams.get("chambre")) })],
  ["GET", /^\/roles\/([^/]+)$/, ([, id = ""]) =>
    id === audiences.PUBLIEE || id === audiences.AUTRE
      ? { corps: audiences.unRole(id) }
      : probleme(404, "AUD-018", "Rôle introuvable", "Aucun rôle publié ne se trouve à cette adresse.")],
  ["GET", /^\/audiences\/([^/]+)$/, ([, id]) =>
    id === audiences.REUNION || id === audiences.TENUE
      ? { corps: id === audiences.TENUE ? audiences.tenue() : audiences.reunion() }
      : id === audiences.PROJET || id === audiences.PUBLIEE
      ? { corps: id === audiences.PROJET ? audiences.projet() : audiences.publiee() }
      : probleme(404, "AUD-002", "Audience introuvable", "Cette audience n’existe pas, ou ne vous est pas accessible.")],
  ["POST", /^\/audiences\/([^/]+)\/actes\/essai$/, ([, id]) => ({ corps: id === audiences.PROJET ? audiences.refus : audiences.essai })],
  ["POST", /^\/audiences\/([^/]+)\/actes$/, ([, id]) => ({
    corps: id === audiences.REUNION ? audiences.reunion(4, [audiences.entree(donnees.dossier.dossier_id, donnees.dossier.number, "prevue")]) : id === audiences.PROJET ? audiences.projet(4, [audiences.entree(audiences.ATTEND, "26-10.003", "prevue")]) : audiences.publiee(4),
  })],
  ["GET", /^\/distributions\/attente$/, () => page(distribution.attente)],
  ["GET", /^\/distributions$/, () => page([distribution.second, distribution.distribution().summary])],
  ["POST", /^\/distributions$/, (_, { beside }) => ({ statut: 201, corps: beside ? { ...distribution.distribution(), summary: distribution.second } : distribution.distribution() })],
  ["GET", /^\/distributions\/[^/]+\/comparaison\//, () => ({ corps: distribution.comparaison() })],
  ["GET", /^\/distributions\/([^/]+)$/, ([, id], _, url) =>
    id === distribution.DISTRIBUTION
      ? { corps: { ...distribution.distribution(), same: url.searchParams.get("rejeu") ? true : null } }
      : probleme(404, "DIS-002", "Distribution introuvable", "Cette distribution n’existe pas, ou ne vous est pas accessible.")],
  ["GET", /^\/distributions\/[^/]+\/cartes\//, () => page(distribution.candidats)],
  ["POST", /^\/distributions\/[^/]+\/deplacements$/, (_, corps) => ({ corps: distribution.distribution(2, "ouverte", corps as { reason: string }) })],
  ["POST", /^\/distributions\/[^/]+\/decision$/, (_, { decision }) => ({ corps: distribution.distribution(2, decision === "valider" ? "validee" : "abandonnee") })],
  ["GET", /^\/charge\/parquet$/, () => ({ corps: chargeDuParquet })],
  ["GET", /^\/cour$/, () => ({ corps: laCour })],
  ["GET", /^\/magistrats$/, () => page(distribution.magistrats)],
  ["POST", /^\/magistrats$/, () => ({ corps: distribution.magistrats[0] })],
  ["POST", /^\/magistrats\/absences$/, () => ({ corps: distribution.magistrats[0]?.absences[0] })],
  ["GET", /^\/depots$/, (_, __, url) => tranche(donnees.depots.filter(({ status }) => status === url.searchParams.get("etat")), url)],
  [
    "GET",
    /^\/depots\/([^/]+)$/,
    ([, id]) => {
      const deposit = donnees.depots.find(({ deposit_id }) => deposit_id === id);
      return deposit
        ? { corps: { ...donnees.depotDetaille, deposit } }
        : probleme(404, "DEP-005", "Dépôt inconnu", "Aucun dépôt accessible ne porte cet identifiant. Reprenez celui du récépissé.");
    },
  ],
  ["POST", /^\/depots\/[^/]+\/refus$/, (_, { motif }) => ({ corps: { ...donnees.depots[0], status: "refuse", reason: null, motive: motif } })],
  ["POST", /^\/depots\/[^/]+\/(reparation|rattachement)$/, () => ({ corps: donnees.depots[1] })],
  ["GET", /^\/droit\/versions$/, () => ({ corps: versions.versions })],
  ["GET", /^\/droit\/versions\/([^/]+)\/differences$/, ([, version = ""], _, url) => {
    const lues = versions.differencesDe(url.searchParams.get("depuis") ?? "", version);
    return lues ? { corps: lues } : probleme(404, "LOI-002", "Version du droit inconnue", "Cette version du droit n’est pas de celles que porte le programme.");
  }],
  ["POST", /^\/droit\/essais$/, (_, corps) => versions.essayer(corps)],
  ["GET", /^\/droit\/essais\/([^/]+)$/, ([, id], _, url) => {
    const essai = versions.essaiDe(id);
    return essai
      ? { corps: versions.pageEssai(essai, url) }
      : probleme(404, "LOI-005", "Essai introuvable", "Aucun essai ne porte cette référence. Reprenez-le depuis la page des versions du droit.");
  }],
  ["POST", /^\/droit\/en-vigueur$/, (_, corps) => versions.mettreEnVigueur(corps)],
  ["GET", /^\/orientation\/regles$/, () => page(regles.jeux)],
  ["GET", /^\/orientation\/regles\/([^/]+)$/, ([, ressort]) => {
    const jeu = regles.jeu(ressort);
    return jeu ? { corps: jeu } : probleme(404, "ORI-001", "Règles d’orientation inconnues", "Aucun jeu de règles d’orientation ne porte ce nom.");
  }],
  ["POST", /^\/orientation\/regles\/[^/]+\/versions$/, (_, corps) => regles.ecrire(corps)],
  ["GET", /^\/orientation\/regles\/[^/]+\/versions\/\d+\/essai$/, () => ({ corps: regles.essai })],
  ["POST", /^\/orientation\/regles\/[^/]+\/en-vigueur$/, (_, corps) => regles.enVigueur(corps)],
  ["GET", /^\/aides-juridictionnelles$/, (_, __, url) => tranche(aides.aides.filter(({ state }) => !url.searchParams.get("etat") || state === url.searchParams.get("etat")), url)],
  ["GET", /^\/aides-juridictionnelles\/proposees$/, (_, __, url) => ({ corps: url.searchParams.get("demandeur")?.includes("Fontanel") ? [aides.proposee] : [] })],
  ["GET", /^\/aides-juridictionnelles\/([^/]+)$/, ([, id]) => {
    const lue = aides.aides.find(({ aid_id }) => aid_id === id);
    return lue ? { corps: lue } : probleme(404, "AID-002", "Demande d’aide introuvable", "Aucune demande d’aide juridictionnelle accessible ne porte cet identifiant.");
  }],
  ["POST", /^\/aides-juridictionnelles$/, () => ({ statut: 201, corps: { aid_id: aides.aides[0]?.aid_id, version: 1, number: "AJ-2026-00001", state: "en_cours" } })],
  ["POST", /^\/aides-juridictionnelles\/[^/]+\/versions$/, () => ({ corps: { aid_id: aides.aides[0]?.aid_id, version: 2, number: null, state: "decidee" } })],
  ["POST", /^\/aides-juridictionnelles\/[^/]+\/rattachement$/, () => ({ corps: { dossier_version: 6, acts: ["aide_juridictionnelle_demandee"], findings: [] } })],
  ["GET", /^\/dossiers\/[^/]+\/aides-juridictionnelles$/, () => ({ corps: [] })],
  ["GET", /^\/certificats$/, (_, __, url) => tranche(donnees.demandes.filter(({ status }) => !url.searchParams.get("statut") || status === url.searchParams.get("statut")), url)],
  ["GET", /^\/certificats\/verification$/, (_, __, url) =>
    url.searchParams.get("empreinte") === donnees.EMPREINTE
      ? { corps: donnees.delivre }
      : probleme(404, "CNP-010", "Certificat non reconnu", "Aucun certificat ne porte ensemble ce numéro et cette empreinte.")],
  ["GET", /^\/papiers\/verification$/, (_, __, url) =>
    url.searchParams.get("empreinte") === donnees.papierScelle.empreinte
      ? { corps: donnees.papierScelle.corps }
      : probleme(404, "PAP-015", "Papier inconnu", "Aucun papier scellé par la Cour n’a cette empreinte.")],
  ["GET", /^\/certificats\/([^/]+)$/, ([, id]) => {
    const lue = donnees.demandes.find(({ demand_id }) => demand_id === id);
    return lue ? { corps: lue } : probleme(404, "CNP-009", "Demande inconnue", "Aucune demande de certificat accessible ne porte cet identifiant.");
  }],
  ["POST", /^\/certificats$/, () => ({ statut: 201, corps: { demand_id: donnees.demandes[1]?.demand_id, version: 1, status: "delivre", number: "CNP-2026-00007", kind: "non_pourvoi", sha256: donnees.EMPREINTE } })],
  ["POST", /^\/certificats\/lots$/, (_, { sought }) => ({
    statut: 201,
    corps: {
      batch_id: donnees.demandes[0]?.demand_id,
      answers: (sought as T.DecisionCherchee[]).map(({ rendered_on }) =>
        rendered_on
          ? { demand_id: donnees.demandes[1]?.demand_id, version: 1, status: "delivre", number: "CNP-2026-00007", kind: "non_pourvoi" }
          : { version: 0, status: "refuse", refusal: { code: "DOS-003", severity: "bloquante", message: "La date de la décision manque.", basis: "", cured_by: [] } },
      ),
    },
  })],
  ["POST", /^\/certificats\/[^/]+\/decision$/, () => ({ corps: { demand_id: donnees.aDecider.demand_id, version: 2, status: "delivre", number: "CNP-2026-00008", kind: "date_pourvoi" } })],
  ["GET", /^\/suivi$/, () => ({ corps: suivi.affaire })],
  ["POST", /^\/suivi\/ouverture$/, () => ({ corps: { expires_at: suivi.affaire.expires_at } })],
  ["POST", /^\/suivi\/fermeture$/, () => ({ corps: {} })],
  ["POST", /^\/suivi\/memoires$/, () => ({ statut: 201, corps: suivi.affaire.deposits[0] })],
  ["GET", /^\/dossiers\/[^/]+\/delibere\/papiers$/, () => ({ corps: delibere.liste })],
  ["POST", /^\/dossiers\/[^/]+\/delibere\/papiers$/, (_, corps) => delibere.ouvrir(corps)],
  ["GET", /^\/dossiers\/[^/]+\/delibere\/papiers\/([^/]+)$/, ([, id]) => ({ corps: delibere.papierDe(id) })],
  ["POST", /^\/dossiers\/[^/]+\/delibere\/papiers\/[^/]+\/versions$/, (_, corps) => delibere.enregistrer(corps)],
  ["POST", /^\/dossiers\/[^/]+\/delibere\/papiers\/[^/]+\/(depot|etat)$/, () => ({ corps: delibere.depose })],
  ["POST", /^\/dossiers\/[^/]+\/delibere\/papiers\/[^/]+\/commentaires$/, () => ({ statut: 201, corps: delibere.commentaire })],
  ["GET", /^\/dossiers\/[^/]+\/delibere\/comparaison$/, () => ({ corps: delibere.comparaison })],
  ["GET", /^\/dossiers\/[^/]+\/liens$/, () => page(suivi.liens)],
  ["POST", /^\/dossiers\/[^/]+\/liens$/, () => ({ statut: 201, corps: suivi.delivre })],
  ["POST", /^\/liens\/[^/]+\/revocation$/, () => ({ corps: { ...suivi.liens[0], state: "revoque" } })],
  ["GET", /^\/decisions$/, (_, __, url) => tranche(decisions.lignes.filter(({ release }) => !url.searchParams.get("diffusion") || release === url.searchParams.get("diffusion")), url)],
  ["GET", /^\/dossiers\/[^/]+\/decisions$/, () => ({ corps: decisions.lues })],
  ["POST", /^\/decisions\/[^/]+\/version$/, (_, corps) => ({ corps: decisions.version(corps as unknown as { added: T.Passage[] }) })],
  ["POST", /^\/decisions\/[^/]+\/mise-a-disposition$/, () => ({ statut: 201, corps: { version: 6, act_id: decisions.ARRET, version_sha256: decisions.SHA } })],
  ["POST", /^\/mises-a-disposition\/[^/]+\/retrait$/, () => ({ statut: 201, corps: { version: 6, act_id: decisions.ARRET, version_sha256: null } })],
  ["GET", /^\/referentiel\/droit$/, () => ({ corps: DROIT })],
  ["GET", /^\/referentiel\/regles$/, () => ({ corps: LISTE })],
  ["GET", /^\/referentiel\/regles\/([^/]+)$/, ([, nom = ""]) => {
    const regle = REGLES.find(({ rule }) => rule === decodeURIComponent(nom));
    return regle ? { corps: regle } : probleme(404, "REF-404", "Règle introuvable", "Cette règle n’est pas au catalogue. Cherchez-la dans « Le droit appliqué ».");
  }],
  ["GET", /^\/referentiel\/([^/]+\/[^/]+)$/, ([, chemin = ""]) => {
    const fiche = FICHES[decodeURIComponent(chemin)];
    return fiche ? { corps: fiche } : probleme(404, "LOI-007", "Inconnu du droit appliqué", "Le droit appliqué ne connaît rien de ce nom.");
  }],
  ["POST", /^\/simulation$/, (_, { lines }) => ({ corps: { lines: (lines as string[]).map(simuler) } })],
  ["GET", /^\/stock$/, () => ({ corps: { cells: donnees.stock } })],
  ["GET", /^\/taches$/, (_, __, url) => tranche(url.searchParams.get("clos") === "true" ? donnees.closes : donnees.taches, url)],
  ["GET", /^\/echeances$/, (_, __, url) => tranche(donnees.echeances.filter(({ status }) => status === "ouverte"), url)],
  ["GET", /^\/agents$/, (_, __, url) => page(versions.annuaire(url.searchParams.get("role")))],
  ["GET", /^\/cabinets$/, (_, __, url) => page(donnees.cabinets.filter(({ name }) => name.toLowerCase().includes((url.searchParams.get("q") ?? "").toLowerCase())))],
  ["GET", /^\/juridictions\/decisions$/, () => ({ corps: donnees.decisionsDesJuridictions })],
  ["GET", /^\/dossiers$/, (_, __, url) => tranche(lignesFiltrees(url), url)],
  ["GET", /^\/dossiers\/([^/]+)$/, ([, id = ""]) =>
    connu(decodeURIComponent(id))
      ? { corps: donnees.dossier }
      : probleme(404, "DOS-404", "Dossier introuvable", "Aucun dossier que vous puissiez connaître ne porte ce numéro. Vérifiez-le.")],
  ["GET", /^\/controles$/, (_, __, url) => tranche([donnees.rapportArrete], url)],
  ["GET", /^\/dossiers\/[^/]+\/controle$/, () => ({ corps: donnees.rapportArrete })],
  ["GET", /^\/dossiers\/[^/]+\/actes$/, (_, __, url) => tranche(donnees.actes, url, donnees.actes.length)],
  ["GET", /^\/dossiers\/[^/]+\/echeances$/, () => ({ corps: { items: donnees.echeances, journal_version: donnees.dossier.version, derived_for: "2026-11-24" } })],
  ["GET", /^\/dossiers\/[^/]+\/moment$/, (_, __, { searchParams: q }) => {
    const moment = lireMoment("moment", q.get("connu_le"), q.get("jour"));
    return "corps" in moment ? moment : { corps: donnees.auMoment(moment.known_on, moment.as_of) };
  }],
  ["GET", /^\/dossiers\/[^/]+\/moment\/difference$/, (_, __, { searchParams: q }) => {
    const de = lireMoment("from", q.get("de_connu_le"), q.get("de_jour"));
    const a = lireMoment("to", q.get("a_connu_le"), q.get("a_jour"));
    if ("corps" in de) return de;
    return "corps" in a ? a : { corps: donnees.entre(de, a) };
  }],
  ["GET", /\/historique$/, () => page([])],
  ["GET", /^\/dossiers\/[^/]+\/taches$/, () => page(donnees.taches.slice(0, 2))],
  ["GET", /^\/dossiers\/[^/]+\/fiches$/, () => page(donnees.fiches)],
  ["GET", /^\/dossiers\/[^/]+\/moyens$/, () => page(donnees.moyens)],
  ["GET", /^\/papiers\/modeles$/, () => ({ corps: papiers.modeles })],
  ["POST", /^\/dossiers\/[^/]+\/papiers\/controle$/, (_, corps) => ({ corps: papiers.controler(corps as SaisiePapier) })],
  ["POST", /^\/dossiers\/[^/]+\/papiers\/apercu$/, () => ({ corps: donnees.PDF, type: "application/pdf" })],
  ["POST", /^\/dossiers\/[^/]+\/papiers$/, () => ({ statut: 201, corps: donnees.pieces[0] })],
  ["GET", /^\/dossiers\/[^/]+\/pieces$/, () => page(donnees.pieces)],
  ["GET", /^\/dossiers\/[^/]+\/parties$/, (_, __, url) => ({ corps: composition.pageParties(url) })],
  ["GET", /^\/dossiers\/[^/]+\/representations$/, (_, __, { searchParams }) => page(composition.representations(searchParams.get("date")))],
  ["GET", /^\/dossiers\/[^/]+\/inventaire$/, () => ({ corps: composition.inventaire })],
  ["POST", /\/modifications$/, () => ({ statut: 201, corps: { version: 6, act_ids: [donnees.actes[0]?.act_id], findings: [] } })],
  ["GET", /^\/dossiers\/[^/]+\/designations$/, () => page(donnees.propositions)],
  ["GET", /^\/dossiers\/[^/]+\/empechements$/, () => page([donnees.empechement])],
  ["POST", /^\/dossiers\/[^/]+\/empechements$/, () => ({ corps: donnees.empechement })],
  ["GET", /^\/dossiers\/[^/]+\/orientation$/, () => ({ corps: donnees.orientation })],
  ["GET", /^\/pieces\/[^/]+\/contenu$/, () => ({ corps: donnees.PDF, type: "application/pdf" })],
  ["GET", /^\/pieces\/[^/]+\/minute$/, () => ({ corps: donnees.minuteASigner })],
  ["POST", /^\/pieces\/[^/]+\/minute\/signatures$/, () => ({ statut: 201, corps: donnees.minuteSignee })],
  ["POST", /^\/pieces\/[^/]+\/minute\/main$/, () => ({ corps: { ...donnees.minuteSignee, signatures: donnees.minuteSignee.signatures.map((une) => ({ ...une, by_hand: true, holder: undefined, authority: undefined })) } })],
  ["GET", /^\/pieces\/[^/]+$/, () => ({ corps: donnees.pieces[0] })],
  ["GET", /^\/dossiers\/[^/]+\/recueil$/, () => ({ corps: donnees.PDF, type: "application/pdf" })],
  ["POST", /^\/pieces$/, (_, __, url) => ({ statut: 201, corps: { ...donnees.pieces[0], file_name: url.searchParams.get("nom") } })],
  ["GET", /^\/absences$/, () => page([donnees.absence])],
  ["POST", /^\/absences$/, () => ({ corps: donnees.absence })],
  ["POST", /^\/absences\/[^/]+\/retrait$/, () => ({ corps: { ...donnees.absence, ended: true } })],
  ["GET", /^\/minutes$/, () => ({ corps: { items: [{ dossier_id: donnees.dossier.dossier_id, pronounced_on: "2026-11-20", state: "a_etablir", piece_id: null, signatures: 0 }] } })],
  ["GET", /^\/suivis$/, () => page([donnees.suivi])],
  ["POST", /^\/suivis$/, () => ({ corps: donnees.suivi })],
  ["POST", /^\/suivis\/[^/]+\/(lecture|fin)$/, () => ({ corps: donnees.suivi })],
  ["GET", /^\/preferences$/, () => ({ corps: donnees.preferences })],
  ["POST", /^\/preferences\/bulletin$/, (_, corps) => ({ corps })],
  ["POST", /^\/preferences\/agenda$/, () => ({ statut: 201, corps: { calendar: donnees.preferences.calendar, address: donnees.ADRESSE_AGENDA } })],
  ["POST", /^\/preferences\/agenda\/fermeture$/, () => ({ corps: { calendar: null, address: null } })],
  ["GET", /^\/recherches$/, () => page([donnees.recherche, donnees.recherchePartout])],
  ["POST", /^\/recherches$/, (_, { name, filters }) => ({ corps: { search_id: donnees.recherche.search_id, name, filters } })],
  ["POST", /^\/recherches\/[^/]+\/oubli$/, () => ({ corps: donnees.recherche })],
  ["POST", /^\/taches\/gestes$/, (_, { gesture, task_ids, preview }) => ({
    corps: {
      gesture_id: preview ? null : donnees.GESTE,
      lines: (gesture === "annuler" ? [donnees.taches[0]?.task_id] : (task_ids as string[])).map((task_id, rang) =>
        rang === 0
          ? { task_id, done: true, task: donnees.taches[0] }
          : { task_id, done: false, code: "TAC-004", message: "Quelqu’un d’autre a déjà pris cette tâche. Demandez-lui de la rendre.", task: donnees.taches[1] },
      ),
    },
  })],
  ["POST", /\/prise$/, () => ({ corps: donnees.taches[0] })],
  ["POST", /\/designations$/, () => ({ statut: 202, corps: donnees.propositions[0] })],
  ["POST", /\/jonction\/consequences$/, (_, { dossiers }) => ({ corps: groupes.peser(dossiers as string[]) })],
  ["POST", /\/jonction$/, (_, { dossiers }) => ({ statut: 201, corps: { group: groupes.groupe((dossiers as string[]).length), version: 6, findings: [] } })],
  ["POST", /\/disjonction$/, () => ({ statut: 201, corps: { group: groupes.groupe(38), version: 7, findings: [] } })],
  ["POST", /\/consequences$/, () => ({ corps: donnees.consequences })],
  ["POST", /^\/dossiers\/[^/]+\/actes$/, () =>
    probleme(412, "ACT-412", "Le dossier a changé", "Un acte a été enregistré depuis que vous avez ouvert ce formulaire.", {
      current_version: 6,
      acts_since: [{ version: 6, kind: "memoire_depose", label: "Mémoire déposé", recorded_at: "2026-11-24T09:12:00Z" }],
    })],
  ["POST", /^\/dossiers$/, (_, corps) =>
    corps.received_number && !corps.warnings_confirmed
      ? probleme(409, "NUM-001", "Un avertissement est à confirmer", "La lettre du numéro reçu ne correspond pas à la série.", { findings: donnees.avertissements })
      : corps.received_number && !corps.duplicate_excluded
      ? probleme(409, "DOS-015", "Pourvoi peut-être déjà ouvert", "Un dossier semble porter déjà sur ce pourvoi.", { findings: donnees.doublons })
      : { statut: 201, corps: { dossier_id: donnees.dossier.dossier_id, number: donnees.dossier.number, version: 2, findings: [] } }],
];

function lireCorps(requete: IncomingMessage): Promise<Record<string, unknown>> {
  return new Promise((resoudre) => {
    let brut = "";
    requete.on("data", (morceau: Buffer) => (brut += morceau.toString("latin1")));
    requete.on("end", () => {
      try {
        resoudre(JSON.parse(Buffer.from(brut, "latin1").toString("utf8")) as Record<string, unknown>);
      } catch {
        resoudre({});
      }
    });
  });
}

const RACINE = fileURLToPath(new URL("../../dist", import.meta.url));

function servirFichier(chemin: string, reponse: ServerResponse): void {
  const voulu = join(RACINE, normalize(chemin));
  const fichier = existsSync(voulu) && statSync(voulu).isFile() ? voulu : join(RACINE, "index.html");
  reponse.writeHead(200, {
    "Cache-Control": chemin.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Type": TYPES[extname(fichier)] ?? "application/octet-stream",
    "Content-Security-Policy": POLITIQUE,
  });
  createReadStream(fichier).pipe(reponse);
}

export interface Maquette {
  adresse: string;
  /** Commands received: method and path, body, key. */
  recues: { chemin: string; search: string; corps: Record<string, unknown>; cle: string; version: string }[];
  /** Kinds of the pieces deposited. */
  deposees: string[];
  /** Answers this instead, once, to the next request whose path matches, of that method if one is named. */
  prochaine: (motif: RegExp, reponse: Reponse, methode?: string) => void;
  /** Keeps the answers to what matches until what it gives back is called. */
  retenir: (motif: RegExp, methode?: string) => () => void;
  /** Tells every page that listens. */
  pousser: (evenement: T.EvenementDossier) => void;
  /** Replaces what a list holds from now on, read by cursor. */
  poser: (chemin: string, lignes: unknown[]) => void;
  /** Reads received: path and query. */
  lues: URL[];
  /** What every piece holds from now on, given by its parts as the gateway does; answers the bytes of parts given so far. */
  contenir: (document: Buffer) => () => number;
  arreter: () => void;
}

/** Starts on a free port, or on the one wanted. */
/** The port of this process, once a first gateway has listened: what the browser holds of one it finds again at the next. */
let port = 0;
/** Where the gateway of this process is, or was. */
export const adresse = () => `http://127.0.0.1:${port}`;

export async function demarrer(): Promise<Maquette> {
  const recues: Maquette["recues"] = [];
  const prevues: [RegExp, Reponse, string | undefined][] = [];
  const retenues = new Set<[RegExp, string, Promise<void>]>();
  const ecoutes = new Set<ServerResponse>();
  const posees = new Map<string, unknown[]>();
  const lues: URL[] = [];
  const deposees: string[] = [];
  let contenu: Buffer | undefined;
  let donnes = 0;
  let rang = 0;
  const serveur = createServer((requete, reponse) => {
    const url = new URL(requete.url ?? "/", "http://maquette");
    if (!url.pathname.startsWith("/api/v1/")) return servirFichier(url.pathname, reponse);
    const chemin = url.pathname.slice("/api/v1".length);
    if (chemin === "/flux") {
      reponse.writeHead(200, { "Content-Type": "text/event-stream" });
      reponse.write(": ouvert\n\n");
      ecoutes.add(reponse);
      reponse.on("close", () => ecoutes.delete(reponse));
      return;
    }
    void lireCorps(requete).then(async (corps) => {
      if (requete.method === "POST") {
        const entete = (nom: string) => String(requete.headers[nom] ?? "");
        recues.push({ chemin, search: url.search, corps, cle: entete("idempotency-key"), version: entete("if-match") });
      }
      if (requete.method === "GET") lues.push(url);
      if (requete.method === "POST" && chemin === "/pieces") deposees.push(url.searchParams.get("kind") ?? "");
      for (const [motif, methode, attente] of retenues) if (methode === requete.method && motif.test(chemin)) await attente;
      if (contenu && /^\/pieces\/[^/]+\/contenu$/.test(chemin)) {
        donnes += servirPartie(contenu, requete, reponse);
        return;
      }
      const posee = requete.method === "GET" ? posees.get(chemin) : undefined;
      const prevue = prevues.findIndex(([motif, , methode]) => motif.test(chemin) && (!methode || methode === requete.method));
      const imposee = prevue >= 0 ? prevues.splice(prevue, 1)[0]?.[1] : posee && tranche(posee, url);
      if (imposee) {
        reponse.writeHead(imposee.statut ?? 200, { "Content-Type": imposee.type ?? "application/json" });
        reponse.end(JSON.stringify(imposee.corps));
        return;
      }
      for (const [methode, motif, traiter] of ROUTES) {
        const trouve = requete.method === methode && chemin.match(motif);
        if (!trouve) continue;
        const { statut = 200, corps: rendu, type = "application/json" } = traiter(trouve, corps, url);
        reponse.writeHead(statut, { "Content-Type": type });
        reponse.end(typeof rendu === "string" ? Buffer.from(rendu, "latin1") : JSON.stringify(rendu));
        return;
      }
      reponse.writeHead(404).end();
    });
  });
  await new Promise<void>((pret) => serveur.listen(port, "127.0.0.1", pret));
  const lie = serveur.address();
  if (typeof lie === "object" && lie) port = lie.port;
  return {
    adresse: adresse(),
    recues,
    deposees,
    prochaine: (motif, imposee, methode) => prevues.push([motif, imposee, methode]),
    retenir: (motif, methode = "POST") => {
      let liberer = () => {};
      const attente = new Promise<void>((resoudre) => (liberer = resoudre));
      const retenue: [RegExp, string, Promise<void>] = [motif, methode, attente];
      retenues.add(retenue);
      return () => {
        retenues.delete(retenue);
        liberer();
      };
    },
    pousser: (evenement) => {
      rang += 1;
      for (const ecoute of ecoutes) ecoute.write(`id: maquette-${rang}\nevent: dossier\ndata: ${JSON.stringify(evenement)}\n\n`);
    },
    poser: (chemin, lignes) => posees.set(chemin, lignes),
    lues,
    contenir: (document) => {
      contenu = document;
      return () => donnes;
    },
    arreter: () => {
      serveur.closeAllConnections();
      serveur.close();
    },
  };
}

/** The bytes asked for, or all of them; answers how many a part was. */
function servirPartie(document: Buffer, requete: IncomingMessage, reponse: ServerResponse): number {
  const communs = { "Content-Type": "application/pdf", "Accept-Ranges": "bytes" };
  const [, de, a] = /^bytes=(\d+)-(\d+)$/.exec(requete.headers.range ?? "") ?? [];
  if (de === undefined) {
    reponse.writeHead(200, { ...communs, "Content-Length": document.length });
    reponse.end(document);
    return 0;
  }
  const partie = document.subarray(Number(de), Number(a) + 1);
  const etendue = `bytes ${de}-${Number(de) + partie.length - 1}/${document.length}`;
  reponse.writeHead(206, { ...communs, "Content-Length": partie.length, "Content-Range": etendue });
  reponse.end(partie);
  return partie.length;
}
