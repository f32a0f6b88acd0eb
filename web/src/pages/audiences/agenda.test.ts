import { expect, it } from "vitest";
import type { CalendrierDAudiences, EtapeAudience } from "../../api/types";
import { enAgenda } from "./agenda";

const audience = (audience_id: string, stage: EtapeAudience) => ({
  audience_id,
  version: 3,
  stage,
  chambre: "civ1",
  sitting: { formation: "fr", day: "2027-01-12", from: 570, to: 750, room: "Salle 1, rez-de-chaussée ; côté cour, au fond du couloir des Pas-Perdus" },
  dossiers: 1,
  minutes: 10,
  members: 3,
  recurrence_id: null,
});
const calendrier: CalendrierDAudiences = {
  items: [audience("a", "provisoire"), audience("b", "publiee"), audience("c", "annulee")],
  formations: [{ code: "fr", label: "formation restreinte", basis: "COJ", voices: 3 }],
  rooms: [],
};

it("écrit les audiences publiques et celles qui sont annulées, à l’heure de Paris, en lignes de 75 octets", () => {
  const lignes = enAgenda(calendrier, "première chambre civile", "2026-11-29T10:00:00Z").split("\r\n");
  expect(lignes.filter((ligne) => /^(UID|STATUS):/.test(ligne))).toEqual(["UID:b@greffe", "STATUS:CONFIRMED", "UID:c@greffe", "STATUS:CANCELLED"]);
  expect(lignes).toContain("DTSTART:20270112T083000Z");
  expect(lignes).toContain("DTEND:20270112T113000Z");
  expect(lignes.every((ligne) => new TextEncoder().encode(ligne).length <= 75)).toBe(true);
  expect(lignes.join("\n").replaceAll("\n ", "")).toContain("LOCATION:Salle 1\\, rez-de-chaussée \\; côté cour\\, au fond du couloir des Pas-Perdus");
});
