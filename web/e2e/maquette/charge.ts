/** The load of a chamber, in memory: it follows the settings as the service does, closely enough to be read. */
import type * as T from "../../src/api/types";
import { PERSONNES } from "./distribution";

const SEMAINES = ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"];
const NOMS: [string, string][] = [
  [PERSONNES.LENOIR, "Paul Lenoir"],
  [PERSONNES.ARNAUD, "Sophie Arnaud"],
];

function prevision(sorties: number, ajoutees: (rang: number) => number, personnes: [string, string][], totaux: boolean): T.PrevisionDeCharge {
  let attente = 40_000;
  const weeks = SEMAINES.map((from, rang) => {
    const before = attente;
    const exits = sorties + ajoutees(rang);
    attente = before + 8_000 - exits;
    return { from, before, entries: 8_000, exits, after: attente, low: attente - 4_000, high: attente + 5_000, places: ajoutees(rang) / 1000, time: 1_800 };
  });
  return {
    entries: totaux ? 8_000 : 0,
    exits: totaux ? sorties : 0,
    weeks: totaux ? weeks : [],
    judged: totaux ? { weeks: ajoutees(1) > 0 ? 4 : 5, ranged: true, low: 4, high: 7 } : null,
    people: personnes.map(([agent_id, name]) => ({
      agent_id,
      name,
      dossiers: 12,
      weight: 1_400,
      relative: name === "Paul Lenoir" ? 1_750 : null,
      weeks: [{ before: 14_000, given: 4_000, done: 5_000, after: 13_000 - ajoutees(1), time: 800 }],
      cleared: name === "Paul Lenoir" ? 3 : null,
    })),
  };
}

export function charge(url: URL, scope: T.Charge["scope"] = "chambre"): T.Charge {
  const lu = (nom: string) => Number(url.searchParams.get(nom) ?? 0);
  const totaux = scope !== "personne";
  const personnes = scope === "chambre" ? NOMS : scope === "personne" ? NOMS.slice(0, 1) : [];
  const premiere = lu("audiences_des") || 1;
  const ajoutees = (rang: number) => (rang + 1 >= premiere && rang + 1 < premiere + lu("audiences") ? lu("places") * 1000 : 0);
  const stock: T.Charge["stock"] = [
    { phase: "a_distribuer", dossiers: 6, weight: 600 },
    { phase: "a_instruire", dossiers: 14, weight: 1_650 },
    { phase: "en_etat", dossiers: 12, weight: 1_200 },
    { phase: "a_l_audience", dossiers: 5, weight: 500 },
    { phase: "en_delibere", dossiers: 3, weight: 300 },
    { phase: "suspendu", dossiers: 2, weight: 200 },
  ];
  return {
    chambre: "civ1",
    day: "2026-11-24",
    scope,
    stock: totaux ? stock : [],
    past: totaux ? [{ from: "2026-11-17", entries: 8, exits: 10 }] : [],
    present: prevision(10_000, () => 0, personnes, totaux),
    supposed: lu("audiences") > 0 || lu("magistrats") !== 0 ? prevision(10_000, ajoutees, personnes, totaux) : null,
    past_weeks: 26,
    futures: 400,
    sight: 260,
  };
}
