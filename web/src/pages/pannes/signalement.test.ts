import { expect, it } from "vitest";
import { SUIVI_VIDE, type Suivi } from "../../api/en-serie";
import { ErreurApi } from "../../api/probleme";
import type { Echeance } from "../../api/types";
import { type Signalement, signalements, signaler } from "./signalement";

const echeance = (deadline_id: string, dossier_id: string, due: string | null) =>
  ({ deadline_id, dossier_id, dossier_number: dossier_id, due }) as Echeance;
const erreur = (status: number) => new ErreurApi({ status, title: `Refus ${status}` });

/** A gateway that answers as told, in order, then accepts. */
function passerelle(...reponses: (ErreurApi | undefined)[]) {
  const envois: [string, number, string][] = [];
  const avances: [string, number | undefined][] = [];
  let suivi: Suivi = SUIVI_VIDE;
  let [version, cles] = [10, 0];
  const lancer = async (choisis: Signalement[], arreter = () => false) => {
    suivi = await signaler(choisis, suivi, {
      version: () => Promise.resolve((version += 1)),
      enregistrer: (dossier, lue, _acte, cle) => {
        envois.push([dossier, lue, cle]);
        const reponse = reponses.shift();
        return reponse ? Promise.reject(reponse) : Promise.resolve({});
      },
      nouvelleCle: () => `cle-${(cles += 1)}`,
      garder: (garde) => (suivi = garde),
      avance: (un, refus) => avances.push([un.dossier_id, refus?.statut]),
      arreter,
    });
    return suivi;
  };
  return { envois, avances, lancer };
}

const DEUX = signalements([echeance("1", "d1", "2026-10-05"), echeance("2", "d2", "2026-10-05")]);

it("fait un signalement par dossier et par jour", () => {
  const lus = signalements([
    echeance("1", "d1", "2026-10-05"),
    echeance("2", "d2", "2026-10-05"),
    echeance("3", "d1", "2026-10-05"),
    echeance("4", "d1", "2026-10-06"),
    echeance("5", "d3", null),
  ]);
  expect(lus.map(({ dossier_id, jour, echeances }) => [dossier_id, jour, echeances.length])).toEqual([
    ["d1", "2026-10-05", 2],
    ["d2", "2026-10-05", 1],
    ["d1", "2026-10-06", 1],
  ]);
});

it("donne une clé à chaque dossier, dit les refus, et ne recommence pas ce qui est fait", async () => {
  const { envois, avances, lancer } = passerelle(undefined, erreur(403));
  await lancer(DEUX);
  expect(envois).toEqual([
    ["d1", 11, "cle-1"],
    ["d2", 12, "cle-2"],
  ]);
  expect(avances).toEqual([
    ["d1", undefined],
    ["d2", 403],
  ]);
  const { faits } = await lancer(DEUX);
  expect(envois.slice(2)).toEqual([["d2", 13, "cle-3"]]);
  expect(faits).toHaveLength(2);
});

it("reprend sous la même clé et la même version ce qui est resté sans réponse", async () => {
  const { envois, lancer } = passerelle(erreur(503));
  await lancer(DEUX.slice(0, 1));
  await lancer(DEUX.slice(0, 1));
  expect(envois).toEqual([
    ["d1", 11, "cle-1"],
    ["d1", 11, "cle-1"],
  ]);
});

it("relit le journal qui a bougé, une fois", async () => {
  const { envois, avances, lancer } = passerelle(erreur(412));
  await lancer(DEUX.slice(0, 1));
  expect(envois).toEqual([
    ["d1", 11, "cle-1"],
    ["d1", 12, "cle-2"],
  ]);
  expect(avances).toEqual([["d1", undefined]]);
  const bouge = passerelle(erreur(412), erreur(412));
  await bouge.lancer(DEUX.slice(0, 1));
  expect(bouge.avances).toEqual([["d1", 412]]);
});

it("s’arrête quand la session est finie ou qu’on le demande", async () => {
  const finie = passerelle(erreur(401));
  await finie.lancer(DEUX);
  expect(finie.envois).toHaveLength(1);
  await finie.lancer(DEUX);
  expect(finie.envois.slice(1)).toEqual([
    ["d1", 11, "cle-1"],
    ["d2", 12, "cle-2"],
  ]);
  const arretee = passerelle();
  await arretee.lancer(DEUX, () => arretee.envois.length > 0);
  expect(arretee.envois).toHaveLength(1);
});
