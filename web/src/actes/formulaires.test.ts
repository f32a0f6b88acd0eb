import { expect, it } from "vitest";
import { AUTRE_PORTE, corpsEnMots, formulaireDe, type Noms, PRONONCENT, seulementPrononce, typeCorrige } from "./formulaires";

const nommer = (table: Record<string, string>) => (id: string) => table[id];
const noms: Noms = {
  chambre: nommer({ civ1: "Première chambre civile" }),
  agent: nommer({ a1: "Paul Lenoir" }),
  cabinet: nommer({ c1: "SCP Martin & Roux" }),
  partie: nommer({ p1: "Aubry", p2: "Besson" }),
  matiere: nommer({ "50A": "Vente" }),
};

it("suit le catalogue : codes admis, champs exigés, champs qu’il ajoute", () => {
  const { champs } = formulaireDe({
    kind: "memoire_depose",
    fields: [
      { name: "nature", label: "Nature", kind: "code", codes: ["ampliatif", "observations"], required: true },
      { name: "tardif", label: "Déposé hors délai", kind: "booleen", codes: [], required: false },
    ],
  });
  expect(champs[0]).toMatchObject({
    nom: "nature",
    facultatif: false,
    options: { ampliatif: "Mémoire ampliatif", observations: "Observations" },
  });
  expect(champs.at(-1)).toEqual({ nom: "tardif", libelle: "Déposé hors délai", sorte: "case" });
});

it("donne un formulaire à un type que cette page ne connaît pas", () => {
  const type = { kind: "nouveau", fields: [{ name: "sens", label: "Sens", kind: "code" as const, codes: ["rejet"], required: true }] };
  expect(formulaireDe(type).champs).toHaveLength(1);
  expect(corpsEnMots(type, { sens: "rejet" }, noms)).toEqual([{ libelle: "Sens", valeur: "Rejet" }]);
});

it("nomme ce que l’acte ne fait qu’identifier : chambre, personne, cabinet, parties", () => {
  const lu = (kind: string, corps: Record<string, unknown>) => corpsEnMots({ kind }, corps, noms).map(({ libelle, valeur }) => `${libelle} = ${valeur}`);
  expect(lu("chambre_attribuee", { chambre: "civ1", proposal_id: "x" })).toEqual(["Chambre = Première chambre civile"]);
  expect(lu("chambre_attribuee", { chambre: "civ1", circuit: "court" })).toEqual(["Chambre = Première chambre civile", "Circuit = Court"]);
  expect(lu("rapporteur_designe", { person_id: "a1" })).toEqual(["Rapporteur = Paul Lenoir"]);
  expect(lu("rapporteur_designe", { person_id: "a1", chambre_consultee: "civ1" })).toEqual([
    "Rapporteur = Paul Lenoir",
    "Chambre consultée = Première chambre civile",
  ]);
  expect(lu("avocat_general_designe", { person_id: "inconnu" })).toEqual([]);
  expect(lu("avocat_constitue", { office_id: "c1" })).toEqual(["Cabinet d’avocats aux Conseils = SCP Martin & Roux"]);
  expect(lu("pourvoi_incident_forme", { nature: "incident", demandeurs: ["p1"], defendeurs: ["p2", "p1"] })).toEqual([
    "Nature du pourvoi = Incident",
    "Demandeurs au pourvoi incident = Aubry",
    "Défendeurs au pourvoi incident = Besson, Aubry",
  ]);
});

it("écrit les jours en français, jamais le code de la machine", () => {
  expect(corpsEnMots({ kind: "delais_reduits" }, { months: 0, until: "2026-03-12" }, noms)).toEqual([
    { libelle: "Ou jour fixé par l’ordonnance", valeur: "jeudi 12 mars 2026" },
  ]);
});

it("prononce la décision sur une question prioritaire par le formulaire des décisions ; son sens et son jour se corrigent", () => {
  expect(PRONONCENT).toContain("qpc_decidee");
  expect(["qpc_decidee", "decision_prononcee", "peremption_constatee", "jonction_prononcee"].map(seulementPrononce)).toEqual([true, true, false, false]);
  expect(AUTRE_PORTE.has("peremption_constatee")).toBe(false);
  const sens = { name: "sens", label: "Sens", kind: "code" as const, codes: ["renvoi", "sursis"], required: true };
  const dates = [{ name: "decidee", label: "Décision", required: true }];
  const corrige = typeCorrige({ kind: "qpc_decidee", label: "Décision sur la question prioritaire", class: "acte_de_la_cour", dates, fields: [sens] });
  expect(corrige && formulaireDe(corrige).champs).toMatchObject([{ nom: "sens", options: { renvoi: "Renvoi au Conseil constitutionnel", sursis: "Sursis à statuer" } }]);
});

it("lit les mots-clés de la matière, s’il y en a", () => {
  const lu = (keywords: string[]) => corpsEnMots({ kind: "matiere_fixee" }, { matter: "50A", keywords }, noms).map(({ valeur }) => valeur);
  expect(lu(["bail commercial", "congé"])).toEqual(["50A – Vente", "bail commercial, congé"]);
  expect(lu([])).toEqual(["50A – Vente"]);
});

it("ne demande pas deux fois le champ que le catalogue et le contrat nomment autrement", () => {
  const regle = (name: string, kind: "entier" | "jour") => ({ name, label: name, kind, codes: [], required: false });
  const { champs } = formulaireDe({ kind: "delais_reduits", fields: [regle("mois", "entier"), regle("jusqu_au", "jour")] });
  expect(champs.map(({ nom }) => nom)).toEqual(["months", "until"]);
});

it("nomme les avis de l’affaire d’abord, laisse aux autres leur identifiant", () => {
  const fields = [{ name: "avis", label: "Avis", kind: "code" as const, codes: ["not.01", "not.civ.05"], required: true }];
  const type = { kind: "notification_faite", fields };
  const identifiants = { "not.civ.05": "Notification de la déclaration" };
  const [champ] = formulaireDe(type, identifiants).champs;
  expect(champ?.sorte === "choix" && Object.entries(champ.options)).toEqual([
    ["not.civ.05", "Notification de la déclaration"],
    ["not.01", "not.01"],
  ]);
  expect(corpsEnMots(type, { avis: "not.civ.05" }, { ...noms, identifiants })).toEqual([{ libelle: "Avis", valeur: "Notification de la déclaration" }]);
});

it.each(["arret_notifie", "memoire_communique", "pourvoi_notifie", "requete_signifiee"])("%s dit quelles parties il concerne, et de quel acte il parle", (kind) => {
  const mode = { name: "mode", label: "Mode", kind: "code" as const, codes: ["signification"], required: false };
  const formulaire = formulaireDe({ kind, fields: [mode] });
  expect(formulaire.portee).toMatch(/^Parties auxquelles/);
  expect(formulaire.parleDe).not.toEqual([]);
  expect(formulaire.champs.map(({ nom }) => nom)).toEqual(["mode"]);
});
