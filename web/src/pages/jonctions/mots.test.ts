import { expect, it } from "vitest";
import { aJoindre } from "./mots";

const membre = (dossier_id: string, joined = false) => ({ dossier_id, number: `n${dossier_id}`, joined });

it("propose à la jonction les dossiers qui n’y sont pas, sans la tête", () => {
  expect(aJoindre({ head_id: "1", members: [membre("1"), membre("2", true), membre("3"), membre("4")] })).toBe("n3, n4");
  expect(aJoindre({ head_id: "1", members: [membre("1"), membre("2", true)] })).toBe("");
});

it("n’en met pas plus dans l’adresse qu’elle n’en tient", () => {
  const members = Array.from({ length: 100 }, (_, rang) => membre(String(rang)));
  expect(aJoindre({ head_id: "0", members }).split(", ")).toHaveLength(60);
});
