/** Rules of orientation as the gateway in memory knows them: between chambers, in one, none in the others. */
import type * as T from "../../src/api/types";
import { dossier, referentiel } from "./donnees";
import type { Reponse } from "./maquette";

const uuid = (rang: number) => `00000000-0000-4000-8100-${String(rang).padStart(12, "0")}`;
const VIDE: T.ConditionsOrientation = { procedures: [], matters: [], keywords: [], texts: [], courts: [], sections: [], natures: [], detained: null, urgent: null };

export const PRUDHOMMES = uuid(1);
const BAUX = uuid(2);

const regle = (rule_id: string, label: string, target: string, when: Partial<T.ConditionsOrientation>, reste: Partial<T.RegleOrientation> = {}): T.RegleOrientation => ({
  rule_id,
  label,
  reason: "Cette matière revient à cette chambre.",
  when: { ...VIDE, ...when },
  target,
  priority: 10,
  from: null,
  until: null,
  author: "greffe.central",
  written_on: "2026-11-20",
  ...reste,
});

const prudhommes = regle(PRUDHOMMES, "Contrat de travail", "civ2", { courts: ["conseil de prud’hommes"], texts: ["L. 1221-1 du code du travail"] });
const baux = regle(BAUX, "Baux commerciaux", "civ1", { keywords: ["bail commercial"], urgent: false }, { priority: 20, from: "2026-12-01" });

const version = (rang: number, rules: T.RegleOrientation[], reason: string): T.VersionRegles => ({
  version: rang,
  rules,
  actor: "greffe.central",
  reason,
  recorded_at: `2026-11-2${rang}T09:00:00Z`,
});

const figures = (reste: Partial<T.EssaiOrientation["figures"]> = {}): T.EssaiOrientation["figures"] => ({
  read_on: "2026-11-24",
  cases: 1240,
  decided: 610,
  agreed: 549,
  decided_before: 480,
  agreed_before: 450,
  moved: 130,
  comparable: true,
  targets: referentiel.chambres.map(({ code, label }, rang) => ({ code, label, decided: 200 - rang, sent: 100, agreed: 90, sent_before: 80, agreed_before: 75 })),
  rules: [
    { rule_id: PRUDHOMMES, label: "Contrat de travail", target: "civ2", applies: 480, decides: 480, agrees: 450 },
    { rule_id: BAUX, label: "Baux commerciaux", target: "civ1", applies: 140, decides: 130, agrees: 99 },
  ],
  ...reste,
});

export const essai: T.EssaiOrientation = {
  version: 2,
  base_version: 1,
  tried_on: "2026-11-24",
  figures: figures(),
  differences: Array.from({ length: 62 }, (_, rang) => ({
    dossier_id: rang === 0 ? dossier.dossier_id : uuid(1000 + rang),
    number: `C 26-10.${String(rang + 1).padStart(3, "0")}`,
    decided: "civ2",
    sent: "civ1",
    rule_id: BAUX,
    rule_label: "Baux commerciaux",
    before: null,
  })),
  more: true,
};

const circuits: T.DestinationOrientation[] = ["court", "intermediaire", "approfondi"].map((code) => ({
  code,
  label: `circuit ${code === "intermediaire" ? "intermédiaire" : code}`,
  decided_by: "le président de la chambre, avec sa cellule de pré-orientation (COJ R431-2)",
}));

const resume = (remit: string, label: string, reste: Partial<T.ResumeRegles> = {}): T.ResumeRegles => ({ remit, label, version: 0, in_force: 0, rules: 0, may_edit: false, ...reste });

export const jeux: T.ResumeRegles[] = [
  resume("entre_chambres", "entre les chambres", { version: 2, in_force: 1, rules: 2, may_edit: true }),
  ...referentiel.chambres.map(({ code, label }) => resume(code, label.toLocaleLowerCase("fr"))),
];

export const jeu = (ressort: string | undefined): T.JeuDeRegles | undefined => {
  const set = jeux.find(({ remit }) => remit === ressort);
  if (!set) return undefined;
  if (ressort !== "entre_chambres") return { set, versions: [], history: [], targets: circuits };
  return {
    set,
    versions: [version(2, [{ ...prudhommes, priority: 5 }, baux], "Les baux commerciaux."), version(1, [prudhommes], "Première écriture.")],
    history: [{ seq: 1, version: 1, actor: "greffe.central", reason: "Au vu de l’essai.", since: "2026-11-21T10:00:00Z", tried: figures({ moved: 480 }) }],
    targets: referentiel.chambres.map(({ code, label }) => ({ code, label, decided_by: null })),
  };
};

export const ecrire = (corps: Record<string, unknown>): Reponse => ({
  statut: 201,
  corps: { version: 3, rules: [], actor: "greffe.central", reason: corps.reason, recorded_at: "2026-11-24T10:00:00Z" },
});

export const enVigueur = (corps: Record<string, unknown>): Reponse => ({
  statut: 201,
  corps: { seq: 2, version: corps.version, actor: "greffe.central", reason: corps.reason, since: "2026-11-24T10:00:00Z", tried: figures() },
});
