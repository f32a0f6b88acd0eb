import { expect, it } from "vitest";
import type { Depart, LigneSimulee, Regle, Unite } from "../../api/regles";
import type { Acte, Dossier, Echeance } from "../../api/types";
import { faitsEnMots } from "./faits";
import { simulationDeEcheance } from "./preremplir";
import { CALCUL, changerRegle, fautes, ligneDe, manques, type Simulation, simulationDe, simulationDeLigne } from "./simulation";

const depart = (unit: Unite | null): Depart => ({ name: "notification", label: "notification de la décision", act: "decision_notifiee", date: "notifie", length: "2 mois", unit });
const regle = (champs: Partial<Regle>, unit: Unite | null = "mois"): Regle => ({ ...CALCUL, rule: "civil.pourvoi.delai", triggers: [depart(unit)], ...champs });
const POURVOI = regle({
  residence: true,
  served_in_person_in: true,
  events: [
    { kind: "aj_demande", label: "demande d’aide juridictionnelle", asks: "jour" },
    { kind: "reduction_1009", label: "réduction", asks: "mois_ou_jour" },
    { kind: "prorogation_president", label: "prorogation", asks: "jours_ou_jour" },
  ],
});
const CALENDRIERS = ["national", "mayotte"];
const relire = (simulation: Simulation) => JSON.parse(JSON.stringify(simulation)) as Simulation;

it("ne lit dans l’adresse que ses champs, et des nombres comme des mots", () => {
  expect(relire(simulationDe({ regle: "calcul", special: 1103, jour: "", autre: "x", evenements: ["x"] }))).toEqual({ regle: "calcul", special: "1103" });
});

it("pose la question de ce que la règle regarde, et de rien d’autre", () => {
  const simulation: Simulation = {
    jour: "2026-02-02",
    heure: "10:00",
    residence: "outre_mer",
    calendrier: "mayotte",
    decision: "2026-01-01",
    longueur: "4-mois",
    evenements: "aj_demande:2026-03-02,reduction_1009:1,reduction_1009:2026-05-04,prorogation_president:8,prorogation_president:2026-06-01",
  };
  expect(ligneDe(simulation, POURVOI)).toEqual({
    rule: "civil.pourvoi.delai",
    start: "2026-02-02",
    residence: "outre_mer",
    calendar: "mayotte",
    events: [
      { kind: "aj_demande", date: "2026-03-02" },
      { kind: "reduction_1009", months: 1 },
      { kind: "reduction_1009", until: "2026-05-04" },
      { kind: "prorogation_president", days: 8 },
      { kind: "prorogation_president", until: "2026-06-01" },
    ],
  });
  expect(ligneDe({ jour: "2026-02-02" }, POURVOI)).toEqual({ rule: "civil.pourvoi.delai", start: "2026-02-02" });
});

it("un délai d’heures court d’un instant de Paris, un calcul libre a la longueur saisie", () => {
  expect(ligneDe({ jour: "2026-11-24", heure: "10:30" }, regle({}, "heures"))).toMatchObject({ start_at: "2026-11-24T09:30:00Z" });
  expect(ligneDe({ jour: "2026-11-24", heure: "10:30", longueur: "48-heures" }, CALCUL)).toEqual({ rule: "calcul", start_at: "2026-11-24T09:30:00Z", length: { hours: 48 } });
  expect(ligneDe({ jour: "2026-11-24", longueur: "5-jours_francs" }, CALCUL)).toEqual({ rule: "calcul", start: "2026-11-24", length: { clear_days: 5 } });
});

it("une ligne et son adresse disent la même chose", () => {
  const ligne: LigneSimulee = {
    rule: "civil.pourvoi.delai",
    start: "2026-02-02",
    trigger: "notification",
    residence: "etranger",
    served_in_person_in: "metropole",
    calendar: "mayotte",
    events: [{ kind: "aj_demande", date: "2026-03-02" }, { kind: "reduction_1009", months: 1 }, { kind: "prorogation_president", days: 8 }],
  };
  expect(ligneDe(simulationDeLigne(ligne), POURVOI)).toEqual(ligne);
  const libre: LigneSimulee = { rule: "calcul", start: "2026-02-02", length: { months: 4 } };
  expect(ligneDe(simulationDeLigne(libre), CALCUL)).toEqual(libre);
});

it("dit les faits retenus, sans ceux que la règle ne regarde pas", () => {
  const simulation: Simulation = { jour: "2026-02-02", decision: "2026-01-01", remise: "metropole", evenements: "aj_demande:2026-03-02,reduction_1009:1,prorogation_president:8" };
  expect(faitsEnMots(simulation, { ...POURVOI, article: "CPC 612" }, [{ code: "national", label: "France entière" }])).toEqual([
    ["Texte", "CPC 612"],
    ["Point de départ", "Notification de la décision"],
    ["Jour de départ", "lundi 2 février 2026"],
    ["Longueur", "2 mois"],
    ["Résidence de la personne liée", "Métropole"],
    ["Acte remis en main propre", "Métropole"],
    ["Jours fériés", "France entière"],
    ["Demande d’aide juridictionnelle", "lundi 2 mars 2026"],
    ["Réduction", "1\u00a0mois"],
    ["Prorogation", "8\u00a0jours"],
  ]);
  expect(faitsEnMots({ jour: "2026-11-24", heure: "10:30", longueur: "48-heures" }, CALCUL, [])).toContainEqual(["Jour de départ", "mardi 24 novembre 2026, 10\u00a0h\u00a030"]);
});

it("dit ce qui manque, avec les mots de la règle", () => {
  expect(manques({ evenements: ":,aj_demande:" }, POURVOI)).toEqual([
    "le jour de départ (notification de la décision)",
    "la nature d’un événement",
    "le jour de l’événement «\u00a0demande d’aide juridictionnelle\u00a0»",
  ]);
  expect(manques({ jour: "2026-11-24" }, regle({ special: [{ text: "1103", length: "15 jours" }] }, null))).toEqual(["le texte qui fixe le délai spécial"]);
  const abregeable = regle({ special: [{ text: "C. com. R483-9", length: "1 mois" }] });
  expect(manques({ jour: "2026-11-24" }, abregeable), "la règle a sa longueur, qu’un texte abrège").toEqual([]);
  const dit = (simulation: Simulation) => faitsEnMots(simulation, abregeable, []).find(([quoi]) => quoi === "Longueur")?.[1];
  expect(dit({ jour: "2026-11-24", special: "C. com. R483-9" })).toBe("1 mois");
  expect(dit({ jour: "2026-11-24" })).toBe(POURVOI.triggers[0]?.length);
  expect(manques({ jour: "2026-11-24", longueur: "-heures" }, CALCUL)).toEqual(["l’heure de départ", "la longueur du délai"]);
  expect(manques({ jour: "2026-11-24" }, POURVOI)).toEqual([]);
});

it("dit ce qui ne va pas, champ par champ", () => {
  const mauvaise: Simulation = {
    depart: "ailleurs",
    jour: "2026-02-30",
    decision: "2026-03-01",
    residence: "lune",
    remise: "inconnue",
    calendrier: "julien",
    evenements: "aj_demande:0002-01-01,reduction_1009:0,prorogation_president:8.5,peste:2026-01-01",
  };
  expect([...fautes(mauvaise, POURVOI, CALENDRIERS).keys()]).toEqual([
    "depart",
    "jour",
    "residence",
    "remise",
    "calendrier",
    "evenements.0",
    "evenements.1",
    "evenements.2",
    "evenements.3",
  ]);
  expect([...fautes({ jour: "2026-02-01", decision: "2026-03-01" }, regle({ decision_date: true }), CALENDRIERS).keys()]).toEqual(["decision"]);
  expect([...fautes({ jour: "2026-02-01", heure: "25:00", longueur: "0-heures" }, CALCUL, CALENDRIERS).keys()]).toEqual(["heure", "longueur"]);
  expect(fautes({ jour: "2028-02-29", residence: "inconnue", evenements: "aj_demande:" }, POURVOI, CALENDRIERS).size).toBe(0);
});

it("changer de règle garde les faits que la nouvelle regarde", () => {
  const avant: Simulation = { regle: "calcul", jour: "2026-11-24", depart: "x", longueur: "4-mois", evenements: "aj_demande:2026-12-01,peste:" };
  expect(relire(changerRegle(avant, POURVOI))).toEqual({ regle: "civil.pourvoi.delai", jour: "2026-11-24", evenements: "aj_demande:2026-12-01" });
  expect(relire(changerRegle(avant, undefined))).toEqual({ jour: "2026-11-24" });
});

const DOSSIER = { parties: [{ party_id: "p", residence: "outre_mer" }], decisions: [{ rendered_on: "2026-05-12" }] } as unknown as Dossier;
const ECHEANCE = { rule: "civil.pourvoi.delai", trigger_act_id: "a", party_id: "p" } as Echeance;
const acte = (dates: Record<string, string>) => [{ act_id: "a", kind: "decision_notifiee", dates }] as unknown as Acte[];

it("reprend d’une échéance sa règle, son départ et qui elle lie", () => {
  const avec = (actes: Acte[], lue: Regle | undefined = POURVOI) => relire(simulationDeEcheance(ECHEANCE, DOSSIER, lue, actes));
  expect(avec(acte({ notifie: "2026-09-14T22:30:00Z" }))).toEqual({ regle: "civil.pourvoi.delai", jour: "2026-09-15", residence: "outre_mer" });
  expect(avec(acte({ notifie: "inconnue" }), regle({ ...POURVOI, decision_date: true }))).toEqual({
    regle: "civil.pourvoi.delai",
    decision: "2026-05-12",
    residence: "outre_mer",
  });
  expect(avec([])).toEqual({ regle: "civil.pourvoi.delai", residence: "outre_mer" });
  expect(relire(simulationDeEcheance(ECHEANCE, DOSSIER, undefined, []))).toEqual({ regle: "civil.pourvoi.delai" });
});
